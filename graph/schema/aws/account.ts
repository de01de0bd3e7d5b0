import { defineNode, derived, flag, json, number, text, texts } from '../define.ts'

export const AwsAccount = defineNode({
  kind: 'AwsAccount',
  class: 'Account',
  provider: 'aws',
  service: 'account',
  title: 'AWS account',
  properties: {
    alias: text('account alias'),
    email: text('owner address, where Organizations tells it'),
    organization: text('organization id; null when it is in none'),
    managementAccount: flag('pays for the organization'),
    delegatedAdministrator: flag(
      'administers some service for the whole organization; absent when the organization did not tell',
    ),
    delegatedServices: texts('principals of those services, such as guardduty.amazonaws.com'),
    organizationPath: texts('ids from the root down to the parent unit'),
    serviceControlPolicies: json(
      '[[{ id, document } at root], …, [… at account]]; [] where the organization uses none; absent when not collected',
    ),
    resourceControlPolicies: json('the same for resource control policies'),
    rootMfaEnabled: flag('MFA on the root user'),
    rootVirtualMfa: flag('a virtual MFA device is assigned to the root user; absent when not collected'),
    rootAccessKeys: number('access keys of the root user'),
    rootLastUsed: text('last use of the root password or keys, ISO 8601, or never'),
    primaryContact: flag('a primary contact is set'),
    billingContact: flag('an alternate contact for billing is set'),
    operationsContact: flag('an alternate contact for operations is set'),
    securityContact: flag('an alternate contact for security is set'),
    sameContacts: texts(
      'pairs of them that are the same, such as billing and security; never who they are; absent when none is seen and one was not read',
    ),
    passwordPolicy: json('GetAccountPasswordPolicy; null when the account has none'),
    passwordMinimumLength: number('0 when there is no password policy'),
    passwordReusePrevention: number('0 when there is none'),
    passwordMaximumAgeDays: number('0 when passwords do not expire'),
    passwordCharacters: texts(
      'what every password must hold: digit, lowercase, symbol, uppercase; empty when there is no password policy',
    ),
    s3BlockPublicAcls: flag('account-wide block public access'),
    s3IgnorePublicAcls: flag('account-wide block public access'),
    s3BlockPublicPolicy: flag('account-wide block public access'),
    s3RestrictPublicBuckets: flag('account-wide block public access'),
    monitoredEvents: derived(
      texts('kinds of events of its trails that an alarm tells somebody of (graph/monitoring/events.ts)'),
    ),
  },
})

const organizations = { class: 'Account', provider: 'aws', service: 'organizations' } as const

export const AwsOrganization = defineNode({
  ...organizations,
  kind: 'AwsOrganization',
  title: 'Organization',
  properties: {
    organizationId: text('o-…'),
    rootId: text('r-…'),
    managementAccountId: text('12 digits'),
    policyTypes: texts('enabled policy types, such as SERVICE_CONTROL_POLICY'),
    centralRootFeatures: texts(
      'how root users of members are managed centrally: RootCredentialsManagement, RootSessions; absent when not collected',
    ),
  },
})

export const AwsOrganizationalUnit = defineNode({
  ...organizations,
  kind: 'AwsOrganizationalUnit',
  title: 'Organizational unit',
  properties: { unitId: text('ou-…') },
})

export const AwsOrganizationPolicy = defineNode({
  ...organizations,
  kind: 'AwsOrganizationPolicy',
  class: 'Policy',
  title: 'Organization policy',
  properties: {
    policyId: text('p-…'),
    type: text('SERVICE_CONTROL_POLICY | RESOURCE_CONTROL_POLICY'),
    awsManaged: flag('written by AWS'),
    document: json('the policy; absent when it was not collected or cannot be parsed'),
  },
})
