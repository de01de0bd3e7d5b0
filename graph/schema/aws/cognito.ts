import { defineNode, flag, text, texts } from '../define.ts'

export const AwsCognitoIdentityPool = defineNode({
  kind: 'AwsCognitoIdentityPool',
  class: 'Identity',
  provider: 'aws',
  service: 'cognito-identity',
  title: 'Cognito identity pool',
  properties: {
    poolId: text('<region>:<uuid>'),
    allowsGuests: flag('gives an identity to anyone who asks, without login'),
    classicFlow: flag('the basic flow is on: guests choose the role with AssumeRoleWithWebIdentity'),
    guestRole: text('role ARN of guests; null when it has none; absent when not collected'),
    authenticatedRole: text('role ARN of users; null when it has none; absent when not collected'),
    mappedRoles: texts('roles that its role mappings give, sorted'),
    providers: texts('login providers, sorted'),
  },
})
