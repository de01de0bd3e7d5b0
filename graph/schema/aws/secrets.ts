import { defineNode, derived, flag, json, number, text, time } from '../define.ts'

const secret = { class: 'Secret', provider: 'aws' } as const

export const AwsSecret = defineNode({
  ...secret,
  kind: 'AwsSecret',
  service: 'secretsmanager',
  title: 'Secrets Manager secret',
  properties: {
    policy: json('resource policy document; null when it has none'),
    publicAccess: derived(flag('anyone with an AWS account may use it, after every policy layer')),
    kmsKey: text('key id or ARN; absent for the default key'),
    rotationEnabled: flag('rotates by itself'),
    lastRotatedAt: time('absent if never'),
    lastAccessedAt: time('absent if never'),
  },
})

export const AwsSsmParameter = defineNode({
  ...secret,
  kind: 'AwsSsmParameter',
  service: 'ssm',
  title: 'SSM parameter',
  properties: {
    type: text('String | StringList | SecureString'),
    kmsKey: text('key id; absent unless SecureString'),
  },
})

export const AwsKmsKey = defineNode({
  ...secret,
  kind: 'AwsKmsKey',
  service: 'kms',
  title: 'KMS key',
  properties: {
    keyId: text('UUID or mrk-…'),
    policy: json('key policy document'),
    publicAccess: derived(flag('anyone with an AWS account may use it, after every policy layer')),
    manager: text('AWS | CUSTOMER'),
    state: text('Enabled, Disabled, PendingDeletion, …'),
    usage: text('ENCRYPT_DECRYPT, SIGN_VERIFY, …'),
    spec: text('SYMMETRIC_DEFAULT, RSA_2048, …'),
    origin: text('AWS_KMS, EXTERNAL (imported material), AWS_CLOUDHSM, …'),
    rotationEnabled: flag('rotates every year; absent where rotation does not apply'),
    grants: json('[{ grantId, grantee, operations: [..], constraints }]'),
    aliases: json('alias names'),
    pendingWindowDays: number('days until deletion'),
  },
})
