import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'

const Bindings = z.array(
  z.object({
    role: z.string(),
    members: z.array(z.string()).nullish(),
    condition: z.object({ expression: z.string().nullish(), title: z.string().nullish() }).nullish(),
  }),
)

/** In the order of the policy, so that an index names a binding. */
export const plainBindings = (bindings: readonly unknown[]) =>
  Bindings.parse(bindings).map(({ role, members, condition }) => ({
    role,
    members: members ?? [],
    ...(condition?.expression && {
      condition: { expression: condition.expression, title: condition.title ?? null },
    }),
  }))

const members = z.array(z.string()).nullish()

/** https://cloud.google.com/iam/docs/reference/rest/v1/Policy#AuditConfig */
const AuditConfigs = z.array(
  z.object({
    service: z.string().nullish(),
    auditLogConfigs: z.array(z.object({ logType: z.string().nullish(), exemptedMembers: members })).nullish(),
  }),
)

/** What of data access is recorded; nothing where the policy says nothing of it. */
export function auditing(configs: readonly unknown[]): Props {
  if (configs.length === 0) return {}
  const auditConfigs = AuditConfigs.parse(configs).map(({ service, auditLogConfigs }) => ({
    service: service ?? '',
    auditLogConfigs: (auditLogConfigs ?? []).map(({ logType, exemptedMembers }) => ({
      logType: logType ?? '',
      exemptedMembers: exemptedMembers ?? [],
    })),
  }))
  return { auditConfigs }
}
