import { defineNode, flag, json, number, text, texts } from '../define.ts'

export const AwsAccount = defineNode({
  kind: 'AwsAccount',
  class: 'Account',
  provider: 'aws',
  service: 'account',
  title: 'AWS account',
  properties: {
    alias: text('account alias'),
    email: text('owner address, where Organizations tells it'),
    organization: text('organization id'),
    managementAccount: flag('pays for the organization'),
    organizationPath: texts('ids from the root down to the parent unit'),
    serviceControlPolicies: json('[[document at root], …, [document at account]]; absent when not collected'),
    resourceControlPolicies: json('the same for resource control policies'),
    rootMfaEnabled: flag('MFA on the root user'),
    rootAccessKeys: number('access keys of the root user'),
    rootLastUsed: text('last use of the root password or keys, ISO 8601, or never'),
    passwordPolicy: json('GetAccountPasswordPolicy; null when the account has none'),
    passwordMinimumLength: number('0 when there is no password policy'),
    passwordReusePrevention: number('0 when there is none'),
    s3BlockPublicAcls: flag('account-wide block public access'),
    s3IgnorePublicAcls: flag('account-wide block public access'),
    s3BlockPublicPolicy: flag('account-wide block public access'),
    s3RestrictPublicBuckets: flag('account-wide block public access'),
    ebsEncryptionByDefault: texts('regions in which new volumes are encrypted'),
  },
})
