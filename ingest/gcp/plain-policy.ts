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

/** In either spelling, as the export has them. https://cloud.google.com/iam/docs/reference/rest/v1/Policy#AuditConfig */
const AuditConfigs = z.array(
  z.object({
    service: z.string().nullish(),
    auditLogConfigs: z.array(z.object({ logType: z.string().nullish(), exemptedMembers: members })).nullish(),
    audit_log_configs: z
      .array(z.object({ log_type: z.string().nullish(), exempted_members: members }))
      .nullish(),
  }),
)

/** What of data access is recorded; nothing where the policy says nothing of it. */
export function auditing(configs: readonly unknown[]): Props {
  if (configs.length === 0) return {}
  const auditConfigs = AuditConfigs.parse(configs).map((config) => ({
    service: config.service ?? '',
    auditLogConfigs: [
      ...(config.auditLogConfigs ?? []),
      ...(config.audit_log_configs ?? []).map(({ log_type, exempted_members }) => ({
        logType: log_type,
        exemptedMembers: exempted_members,
      })),
    ].map(({ logType, exemptedMembers }) => ({
      logType: logType ?? '',
      exemptedMembers: exemptedMembers ?? [],
    })),
  }))
  return { auditConfigs }
}
