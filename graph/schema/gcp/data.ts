import { defineNode, derived, flag, json, text, texts } from '../define.ts'
import { POLICY } from './policy.ts'

export const GcpBucket = defineNode({
  kind: 'GcpBucket',
  class: 'Data',
  provider: 'gcp',
  service: 'storage',
  title: 'Storage bucket',
  properties: {
    ...POLICY,
    uniformAccess: flag('uniform bucket-level access: object ACLs do not count'),
    publicAccessPrevention: text('enforced | inherited'),
    versioning: flag('keeps earlier versions of objects'),
    retentionLocked: flag('the retention policy cannot be shortened'),
    kmsKey: text('customer-managed key; null when Google manages it'),
    logging: flag('access logs are written'),
    publicRead: derived(flag('anyone may read objects, after every policy')),
    publicWrite: derived(flag('anyone may write objects, after every policy')),
  },
})

export const GcpSecret = defineNode({
  kind: 'GcpSecret',
  class: 'Secret',
  provider: 'gcp',
  service: 'secretmanager',
  title: 'Secret',
  properties: { ...POLICY, rotationPeriod: text('such as 7776000s; null when it does not rotate') },
})

export const GcpCryptoKey = defineNode({
  kind: 'GcpCryptoKey',
  class: 'Secret',
  provider: 'gcp',
  service: 'kms',
  title: 'KMS key',
  properties: {
    ...POLICY,
    purpose: text('ENCRYPT_DECRYPT, ASYMMETRIC_SIGN, …'),
    rotationPeriod: text('such as 7776000s; null when it does not rotate'),
    parents: texts('the key ring it is in'),
  },
})

export const GcpKeyRing = defineNode({
  kind: 'GcpKeyRing',
  class: 'Secret',
  provider: 'gcp',
  service: 'kms',
  title: 'Key ring',
  properties: POLICY,
})

export const GcpBigQueryDataset = defineNode({
  kind: 'GcpBigQueryDataset',
  class: 'Data',
  provider: 'gcp',
  service: 'bigquery',
  title: 'BigQuery dataset',
  properties: {
    ...POLICY,
    access: json('dataset access entries as BigQuery lists them'),
    kmsKey: text('default key; null when none'),
  },
})
