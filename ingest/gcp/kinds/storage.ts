import { z } from 'zod'
import { namesAnyone } from '../../../graph/access/gcp/member.ts'
import type { Props } from '../../../graph/snapshot/records.ts'
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
  softDeletePolicy: z
    .object({ retentionDurationSeconds: z.union([z.string(), z.number()]).nullish() })
    .nullish(),
  logging: z.object({ logBucket: z.string().nullish() }).nullish(),
})

/** https://cloud.google.com/storage/docs/json_api/v1/buckets#resource */
export const bucket = defineAsset({
  type: 'storage.googleapis.com/Bucket',
  kind: 'GcpBucket',
  read: (data) => {
    const given = Bucket.parse(data)
    const { iamConfiguration, acl, defaultObjectAcl, versioning, retentionPolicy, logging } = given
    const key = given.encryption?.defaultKmsKeyName || null
    return {
      props: {
        ...(iamConfiguration != null && {
          uniformAccess: iamConfiguration.uniformBucketLevelAccess?.enabled === true,
        }),
        publicAccessPrevention: iamConfiguration?.publicAccessPrevention ?? 'inherited',
        versioning: versioning?.enabled === true,
        ...recoveryOf(given),
        retentionLocked: retentionPolicy?.isLocked === true,
        kmsKey: key,
        publicAcls: publicRolesOf([...(acl ?? []), ...(defaultObjectAcl ?? [])]),
        logging: Boolean(logging?.logBucket),
      },
      relations: usesKey(key),
    }
  },
})

/** Zero switches soft delete off: https://cloud.google.com/storage/docs/soft-delete#disable */
function recoveryOf({ versioning, softDeletePolicy }: z.infer<typeof Bucket>): Props {
  if (versioning?.enabled === true) return { recoverable: true }
  const kept = softDeletePolicy?.retentionDurationSeconds
  return kept == null ? {} : { recoverable: Number(kept) > 0 }
}

/** https://cloud.google.com/storage/docs/access-control/lists#scopes */
const publicRolesOf = (entries: NonNullable<z.infer<typeof Acl>>): readonly string[] =>
  [
    ...new Set(
      entries.flatMap(({ entity, role }) => (namesAnyone(entity ?? '') && role != null ? [role] : [])),
    ),
  ].sort()
