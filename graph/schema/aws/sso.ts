import { defineNode, number, text } from '../define.ts'

const sso = { class: 'Identity', provider: 'aws', service: 'sso' } as const

export const AwsIdentityCenter = defineNode({
  ...sso,
  kind: 'AwsIdentityCenter',
  title: 'IAM Identity Center instance',
  properties: { identityStore: text('d-…'), status: text('ACTIVE, …'), owner: text('account id') },
})

export const AwsPermissionSet = defineNode({
  ...sso,
  kind: 'AwsPermissionSet',
  class: 'Policy',
  title: 'Permission set',
  properties: {
    sessionDuration: text('ISO 8601 duration'),
    relayState: text('absent when none'),
    inlinePolicies: number('1 or 0'),
    customerManagedPolicies: number('policies by name that each account has to hold'),
  },
})

export const AwsIdentityCenterPrincipal = defineNode({
  ...sso,
  kind: 'AwsIdentityCenterPrincipal',
  title: 'Identity Center user or group',
  properties: {
    type: text('USER | GROUP'),
    principalId: text('id in the identity store'),
  },
})
