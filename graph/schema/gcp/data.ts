import { defineNode, derived, flag, json, number, text, texts, time } from '../define.ts'
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
    recoverable: flag(
      'deleted objects can be brought back: versioning or soft delete; absent when not known',
    ),
    accessRecorded: derived(
      flag('reads and writes of its objects are recorded, by either kind of log; absent when not known'),
    ),
    publicAcls: texts('what its ACL, or that of new objects, gives anyone: READER, WRITER, OWNER'),
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
  properties: {
    ...POLICY,
    rotates: flag('somebody is reminded again and again to make a new version'),
    rotationDays: number('after how many; null when nobody is'),
  },
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
    rotates: flag('new versions are made by themselves'),
    rotationDays: number('after how many; null when it does not rotate'),
    nextRotation: time('when; null when it does not rotate'),
    primaryEnabled: flag('the version that encrypts is on; absent when there is none'),
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
    encryption: text('google | kms: whose key encrypts new tables'),
    kmsKey: text('default key; null when none'),
  },
})

export const GcpBigQueryTable = defineNode({
  kind: 'GcpBigQueryTable',
  class: 'Data',
  provider: 'gcp',
  service: 'bigquery',
  title: 'BigQuery table',
  properties: {
    ...POLICY,
    type: text('TABLE, VIEW, EXTERNAL, MATERIALIZED_VIEW, SNAPSHOT, …'),
    encryption: text('google | kms: whose key it is encrypted with'),
    kmsKey: text('customer-managed key; null when it has none'),
  },
})

export const GcpPubsubTopic = defineNode({
  kind: 'GcpPubsubTopic',
  class: 'Data',
  provider: 'gcp',
  service: 'pubsub',
  title: 'Pub/Sub topic',
  properties: { ...POLICY, kmsKey: text('customer-managed key; null when it has none') },
})

export const GcpPubsubSubscription = defineNode({
  kind: 'GcpPubsubSubscription',
  class: 'Data',
  provider: 'gcp',
  service: 'pubsub',
  title: 'Pub/Sub subscription',
  properties: { ...POLICY, topic: text('id of its topic') },
})

export const GcpArtifactRepository = defineNode({
  kind: 'GcpArtifactRepository',
  class: 'Code',
  provider: 'gcp',
  service: 'artifactregistry',
  title: 'Artifact Registry repository',
  properties: {
    ...POLICY,
    format: text('DOCKER, MAVEN, NPM, PYTHON, GO, …'),
    mode: text('STANDARD_REPOSITORY | VIRTUAL_REPOSITORY | REMOTE_REPOSITORY'),
    immutableTags: flag('a tag, once pushed, cannot be moved to another image'),
    kmsKey: text('customer-managed key; null when it has none'),
  },
})
