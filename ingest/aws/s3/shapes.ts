import { z } from 'zod'
import { listOf, tagList, textOrNone, timeOrNone } from '../shapes.ts'

export const bucketList = z.object({
  Buckets: listOf(z.object({ Name: z.string(), CreationDate: timeOrNone, BucketRegion: textOrNone })),
})
export type Bucket = z.output<typeof bucketList>['Buckets'][number]

export const location = z.object({ LocationConstraint: textOrNone })
export const policy = z.object({ Policy: z.unknown() })

export const acl = z.object({
  Owner: z.object({ ID: textOrNone }).nullish(),
  Grants: listOf(
    z.object({
      Grantee: z.object({ ID: textOrNone, URI: textOrNone, EmailAddress: textOrNone }).nullish(),
      Permission: textOrNone,
    }),
  ),
})

export const publicAccessBlock = z.object({
  PublicAccessBlockConfiguration: z.object({
    BlockPublicAcls: z.boolean().default(false),
    IgnorePublicAcls: z.boolean().default(false),
    BlockPublicPolicy: z.boolean().default(false),
    RestrictPublicBuckets: z.boolean().default(false),
  }),
})

export const encryption = z.object({
  ServerSideEncryptionConfiguration: z.object({
    Rules: listOf(
      z.object({
        ApplyServerSideEncryptionByDefault: z
          .object({ SSEAlgorithm: z.string(), KMSMasterKeyID: textOrNone })
          .nullish(),
      }),
    ),
  }),
})

export const versioning = z.object({ Status: textOrNone, MFADelete: textOrNone })
export const tagging = z.object({ TagSet: tagList })
export const logging = z.object({ LoggingEnabled: z.object({ TargetBucket: textOrNone }).nullish() })

export const ownershipControls = z.object({
  OwnershipControls: z.object({ Rules: listOf(z.object({ ObjectOwnership: z.string() })) }),
})
