import { z } from 'zod'
import type { Props } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'
import { isRead } from './held-roles.ts'

const Policy = z.object({
  auditConfigs: z.array(
    z.object({
      service: z.string(),
      auditLogConfigs: z.array(z.object({ logType: z.string(), exemptedMembers: z.array(z.string()) })),
    }),
  ),
})

/**
 * `auditLogTypes` of projects: what they and all above them have recorded adds up, and so do those whom they exempt. A
 * level that was not read may add to either.
 * https://cloud.google.com/logging/docs/audit/configure-data-access#configuration_overview
 */
export function auditLogTypes(estate: GcpEstate): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>()
  for (const project of estate.facts.ofKind('GcpProject')) {
    if (project.props.stub === true) continue
    const configs = estate.hierarchy
      .chainOf(project.id)
      .flatMap((id) => Policy.safeParse(estate.facts.node(id)?.props.iamPolicy).data?.auditConfigs ?? [])
      .filter(({ service }) => service === 'allServices')
      .flatMap(({ auditLogConfigs }) => auditLogConfigs)
    const exempt = new Set(
      configs.filter(({ exemptedMembers }) => exemptedMembers.length > 0).map(({ logType }) => logType),
    )
    if (!isRead(estate, project) && exempt.size === 0) continue
    const types = new Set(configs.map(({ logType }) => logType).filter((type) => !exempt.has(type)))
    found.set(project.id, { auditLogTypes: [...types].sort() })
  }
  return found
}
