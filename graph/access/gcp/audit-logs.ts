import { z } from 'zod'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
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
    const configs = configsFor(estate, project.id, ['allServices'])
    const exempt = new Set(
      configs.filter(({ exemptedMembers }) => exemptedMembers.length > 0).map(({ logType }) => logType),
    )
    if (!isRead(estate, project) && exempt.size === 0) continue
    const types = new Set(configs.map(({ logType }) => logType).filter((type) => !exempt.has(type)))
    found.set(project.id, { auditLogTypes: [...types].sort() })
  }
  return found
}

/**
 * `accessRecorded` of buckets: by usage logs, or by Data Access audit logs of Cloud Storage, whoever is exempt from
 * them. https://cloud.google.com/storage/docs/audit-logging
 */
export function accessRecorded(estate: GcpEstate): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>()
  for (const { id, props } of estate.facts.ofKind('GcpBucket')) {
    if (props.stub === true) continue
    const recorded = props.logging === true || isAudited(estate, estate.facts.node(String(props.account)))
    if (recorded || (props.logging === false && recorded === false))
      found.set(id, { accessRecorded: recorded })
  }
  return found
}

/** undefined where a level that was not read may have more recorded. */
function isAudited(estate: GcpEstate, project: NodeRecord | undefined): boolean | undefined {
  if (project === undefined) return undefined
  const configs = configsFor(estate, project.id, ['allServices', 'storage.googleapis.com'])
  const types = new Set(configs.map(({ logType }) => logType))
  if (types.has('DATA_READ') && types.has('DATA_WRITE')) return true
  return isRead(estate, project) ? false : undefined
}

const configsFor = (estate: GcpEstate, project: string, services: readonly string[]) =>
  estate.hierarchy
    .chainOf(project)
    .flatMap((id) => Policy.safeParse(estate.facts.node(id)?.props.iamPolicy).data?.auditConfigs ?? [])
    .filter(({ service }) => services.includes(service))
    .flatMap(({ auditLogConfigs }) => auditLogConfigs)
