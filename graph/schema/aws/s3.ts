import { defineNode, derived, flag, json, text } from '../define.ts'

export const AwsS3Bucket = defineNode({
  kind: 'AwsS3Bucket',
  class: 'Data',
  provider: 'aws',
  service: 's3',
  title: 'S3 bucket',
  properties: {
    policy: json('bucket policy document; null when it has none'),
    acl: json('[{ grantee: canonical id | group URI, permission }]'),
    ownerId: text('canonical id of the owner'),
    objectOwnership: text('BucketOwnerEnforced switches ACLs off; absent when not collected'),
    blockPublicAcls: flag('of the bucket itself'),
    ignorePublicAcls: flag('of the bucket itself'),
    blockPublicPolicy: flag('of the bucket itself'),
    restrictPublicBuckets: flag('of the bucket itself'),
    encryption: text('AES256 | aws:kms | aws:kms:dsse | none'),
    kmsKey: text('key id or ARN; absent when none'),
    versioning: text('Enabled | Suspended | Disabled'),
    mfaDelete: flag('versioning needs MFA to delete'),
    logging: flag('server access logging is on'),
    loggingBucket: text('target bucket name; absent when off'),
    website: flag('static website hosting is on'),
    requiresTls: derived(flag('policy denies requests that are not over TLS')),
    publicRead: derived(flag('anyone may read objects, after every policy layer')),
    publicWrite: derived(flag('anyone may write objects, after every policy layer')),
  },
})
