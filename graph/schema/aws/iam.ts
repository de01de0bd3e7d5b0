import { defineNode, derived, flag, json, number, text, texts, time } from '../define.ts'

const iam = { class: 'Identity', provider: 'aws', service: 'iam' } as const

/** Of what is attached to a user, group or role. */
const attachments = {
  inlinePolicies: number('how many inline policies'),
  attachedPolicies: number('how many managed policies are attached to it'),
  awsPoliciesAllowingEverything: derived(
    texts(
      'ids of the AWS-managed policies attached to it that allow everything, sorted; absent when none is seen and one was not read',
    ),
  ),
}

export const AwsIamUser = defineNode({
  ...iam,
  kind: 'AwsIamUser',
  title: 'IAM user',
  properties: {
    uniqueId: text('AIDA…'),
    path: text('IAM path'),
    consoleAccess: flag('has a login profile (password)'),
    mfaEnabled: flag('has an MFA device'),
    mfaDevices: number('how many'),
    passwordLastUsed: time('absent if never or unknown'),
    passwordLastChanged: time('from the credential report'),
    activeAccessKeys: number('active access keys'),
    accessKeys: number('access keys, active or not'),
    oldestActiveKeyCreatedAt: time('absent without an active key'),
    lastActivityAt: time('latest use of password or key; absent if never'),
    ...attachments,
    isAdmin: derived(flag('effective administrator of its account')),
  },
})

export const AwsIamRole = defineNode({
  ...iam,
  kind: 'AwsIamRole',
  title: 'IAM role',
  properties: {
    uniqueId: text('AROA…'),
    path: text('IAM path'),
    trustPolicy: json('the assume-role policy document'),
    maxSessionDuration: number('seconds'),
    serviceLinked: flag('path starts with /aws-service-role/'),
    lastUsedAt: time('absent if never or unknown'),
    ...attachments,
    trustsAnyone: derived(flag('trust policy admits any AWS principal without a limiting condition')),
    isAdmin: derived(flag('effective administrator of its account')),
  },
})

export const AwsIamGroup = defineNode({
  ...iam,
  kind: 'AwsIamGroup',
  title: 'IAM group',
  properties: { uniqueId: text('AGPA…'), path: text('IAM path'), ...attachments },
})

export const AwsIamPolicy = defineNode({
  ...iam,
  kind: 'AwsIamPolicy',
  class: 'Policy',
  title: 'IAM policy',
  properties: {
    document: json('the default version; absent when it was not collected or cannot be parsed'),
    type: text('aws-managed | customer-managed | inline. Inline ids are <identity ARN>#inline/<name>'),
    defaultVersion: text('v1, v2, …'),
    versions: number('how many versions exist'),
    versionIds: texts('all version ids'),
    attachments: number('how many identities it is attached to'),
    allowsEverything: derived(
      flag('has a statement that allows every action on every resource, without condition'),
    ),
    assumesAnyRole: derived(
      flag('has a statement that allows sts:AssumeRole on every role of any account, without condition'),
    ),
    escalations: derived(
      texts('ids of privilege escalation techniques whose permissions it allows on every resource, sorted'),
    ),
    allowsAllOf: derived(
      texts(
        'services such as s3 of which a statement allows every action on every resource, without condition',
      ),
    ),
  },
})

export const AwsIamInstanceProfile = defineNode({
  ...iam,
  kind: 'AwsIamInstanceProfile',
  title: 'Instance profile',
  properties: { uniqueId: text('AIPA…'), path: text('IAM path') },
})

export const AwsIamAccessKey = defineNode({
  ...iam,
  kind: 'AwsIamAccessKey',
  class: 'Secret',
  title: 'Access key',
  properties: {
    keyId: text('AKIA…; the node id is <user ARN>#access-key/<key id>'),
    status: text('Active | Inactive'),
    lastUsedAt: time('absent if never'),
    lastUsedService: text('absent if never'),
  },
})

export const AwsIamMfaDevice = defineNode({
  ...iam,
  kind: 'AwsIamMfaDevice',
  class: 'Secret',
  title: 'MFA device',
  properties: {
    type: text('virtual | sms | security-key (FIDO, passkeys too) | hardware'),
    enabledAt: time('when it was enabled'),
  },
})

export const AwsIamServerCertificate = defineNode({
  ...iam,
  kind: 'AwsIamServerCertificate',
  class: 'Secret',
  title: 'Server certificate in IAM',
  properties: { path: text('IAM path'), expiresAt: time('end of its validity') },
})

export const AwsOidcProvider = defineNode({
  ...iam,
  kind: 'AwsOidcProvider',
  title: 'OIDC provider',
  properties: { url: text('issuer host and path'), clientIds: texts('audiences') },
})

export const AwsSamlProvider = defineNode({
  ...iam,
  kind: 'AwsSamlProvider',
  title: 'SAML provider',
  properties: { validUntil: time('when its metadata expires') },
})
