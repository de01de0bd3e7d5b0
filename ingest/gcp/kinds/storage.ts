import { z } from 'zod'
import { defineAsset } from '../define.ts'

const Bucket = z.object({
  iamConfiguration: z
    .object({
      uniformBucketLevelAccess: z.object({ enabled: z.boolean().nullish() }).nullish(),
      publicAccessPrevention: z.string().nullish(),
    })
    .nullish(),
  versioning: z.object({ enabled: z.boolean().nullish() }).nullish(),
  retentionPolicy: z.object({ isLocked: z.boolean().nullish() }).nullish(),
  encryption: z.object({ defaultKmsKeyName: z.string().nullish() }).nullish(),
  logging: z.object({ logBucket: z.string().nullish() }).nullish(),
})

/** https://cloud.google.com/storage/docs/json_api/v1/buckets#resource */
export const bucket = defineAsset({
  type: 'storage.googleapis.com/Bucket',
  kind: 'GcpBucket',
  read: (data) => {
    const { iamConfiguration, versioning, retentionPolicy, encryption, logging } = Bucket.parse(data)
    const key = encryption?.defaultKmsKeyName || null
    return {
      props: {
        ...(iamConfiguration != null && {
          uniformAccess: iamConfiguration.uniformBucketLevelAccess?.enabled === true,
        }),
        publicAccessPrevention: iamConfiguration?.publicAccessPrevention ?? 'inherited',
        versioning: versioning?.enabled === true,
        retentionLocked: retentionPolicy?.isLocked === true,
        kmsKey: key,
        logging: Boolean(logging?.logBucket),
      },
      relations: key === null ? [] : [['USES_KEY', `//cloudkms.googleapis.com/${key}`]],
    }
  },
})
