import { z } from 'zod'
import { defineAsset, usesKey } from '../define.ts'

const Acl = z.array(z.object({ entity: z.string().nullish(), role: z.string().nullish() })).nullish()

const Bucket = z.object({
  iamConfiguration: z
    .object({
      uniformBucketLevelAccess: z.object({ enabled: z.boolean().nullish() }).nullish(),
      publicAccessPrevention: z.string().nullish(),
    })
    .nullish(),
  acl: Acl,
  defaultObjectAcl: Acl,
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
    const { iamConfiguration, acl, defaultObjectAcl, versioning, retentionPolicy, encryption, logging } =
      Bucket.parse(data)
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
        publicAcls: publicRolesOf([...(acl ?? []), ...(defaultObjectAcl ?? [])]),
        logging: Boolean(logging?.logBucket),
      },
      relations: usesKey(key),
    }
  },
})

const ANYONE: readonly string[] = ['allUsers', 'allAuthenticatedUsers']

/** https://cloud.google.com/storage/docs/access-control/lists#scopes */
const publicRolesOf = (entries: NonNullable<z.infer<typeof Acl>>): readonly string[] =>
  [
    ...new Set(
      entries.flatMap(({ entity, role }) => (ANYONE.includes(entity ?? '') && role != null ? [role] : [])),
    ),
  ].sort()
