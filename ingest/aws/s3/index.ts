import { defineCollector } from '../../collector.ts'
import { bucketRecords } from './bucket.ts'
import { SETTINGS } from './settings.ts'
import { bucketList } from './shapes.ts'

const PER_BUCKET = ['s3api get-bucket-location', ...Object.keys(SETTINGS)]

/** Buckets of the account, in all regions. Permissions are named after the API's older words. */
export const s3 = defineCollector({
  provider: 'aws',
  service: 's3',
  scope: 'global',
  calls: {
    's3api list-buckets': { permission: 's3:ListAllMyBuckets' },
    's3api get-bucket-location': { permission: 's3:GetBucketLocation', per: 'Bucket' },
    's3api get-bucket-policy': {
      permission: 's3:GetBucketPolicy',
      per: 'Bucket',
      none: ['NoSuchBucketPolicy'],
    },
    's3api get-bucket-acl': { permission: 's3:GetBucketAcl', per: 'Bucket' },
    's3api get-public-access-block': {
      permission: 's3:GetBucketPublicAccessBlock',
      per: 'Bucket',
      none: ['NoSuchPublicAccessBlockConfiguration'],
    },
    's3api get-bucket-encryption': {
      permission: 's3:GetEncryptionConfiguration',
      per: 'Bucket',
      none: ['ServerSideEncryptionConfigurationNotFoundError'],
    },
    's3api get-bucket-versioning': { permission: 's3:GetBucketVersioning', per: 'Bucket' },
    's3api get-bucket-tagging': { permission: 's3:GetBucketTagging', per: 'Bucket', none: ['NoSuchTagSet'] },
    's3api get-bucket-logging': { permission: 's3:GetBucketLogging', per: 'Bucket' },
    's3api get-bucket-website': {
      permission: 's3:GetBucketWebsite',
      per: 'Bucket',
      none: ['NoSuchWebsiteConfiguration'],
    },
    's3api get-bucket-ownership-controls': {
      permission: 's3:GetBucketOwnershipControls',
      per: 'Bucket',
      none: ['OwnershipControlsNotFoundError'],
    },
  },
  async *collect(context) {
    const { Buckets } = bucketList.parse((await context.call('s3api list-buckets')) ?? {})
    yield* context.map(Buckets, async (bucket) => {
      const answers = new Map<string, unknown>()
      for (const call of PER_BUCKET) answers.set(call, await context.attempt(call, { Bucket: bucket.Name }))
      return bucketRecords(context.partition, bucket, answers)
    })
  },
})
