import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCall, armList, defineAzureCollector } from './calls.ts'
import { armId, list, optional, propsOf, readList, resource, text } from './shapes.ts'

/** https://learn.microsoft.com/rest/api/policy-authorization/policy-assignments/list */
const assignment = resource({
  displayName: text,
  policyDefinitionId: text,
  enforcementMode: text,
  parameters: optional(z.record(z.string(), z.object({ value: z.unknown().optional() }))),
})
type Assignment = z.output<typeof assignment>

/** https://learn.microsoft.com/rest/api/policy-authorization/policy-definitions/list */
const definition = resource({ displayName: text, policyType: text })
/** https://learn.microsoft.com/rest/api/policy-authorization/policy-set-definitions/list */
const initiative = resource({
  policyType: text,
  policyDefinitions: list(z.object({ policyDefinitionId: z.string() })),
})

/** Those of Microsoft are thousands, the same everywhere, and nobody's to change. */
const custom = (type: string): AzureCall => {
  const call = armList(`Microsoft.Authorization/${type}`, '2023-04-01')
  return { ...call, query: { ...call.query, $filter: "policyType eq 'Custom'" } }
}
const isCustom = ({ properties }: { readonly properties: { readonly policyType: string | undefined } }) =>
  properties.policyType === 'Custom'

/** The initiative "Microsoft cloud security benchmark". */
const BENCHMARK = '1f3afdf9-d0c9-4c3d-847f-89da613e70a8'

/**
 * Which policies are assigned, with the identities that remediate for them, and whether the security benchmark is. The
 * lists of a subscription hold what is defined and assigned above it, too.
 */
export const policy = defineAzureCollector({
  service: 'policy',
  level: 'subscription',
  calls: {
    'policy assignments': armList('Microsoft.Authorization/policyAssignments', '2023-04-01'),
    'policy definitions': custom('policyDefinitions'),
    'policy initiatives': custom('policySetDefinitions'),
  },
  async *collect(context) {
    const { partition } = context
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    const definitions = (await readList(context, 'policy definitions', definition, missing))?.filter(isCustom)
    for (const { id, name, properties } of definitions ?? [])
      records.node('AzurePolicyDefinition', id, {
        ...common(partition.account, properties.displayName ?? name, id),
        type: 'Custom',
      })
    const initiatives = await readList(context, 'policy initiatives', initiative, missing)
    const partsOf =
      definitions &&
      initiatives &&
      customParts(
        definitions.map(({ id }) => id),
        initiatives.filter(isCustom),
      )
    const found = await readList(context, 'policy assignments', assignment, missing)
    for (const one of found ?? []) {
      const { id, name, properties } = one
      const { displayName, enforcementMode, policyDefinitionId } = properties
      const assigned = policyDefinitionId && armId(policyDefinitionId)
      records.node(
        'AzurePolicyAssignment',
        id,
        propsOf({
          ...common(partition.account, displayName ?? name, id),
          scope: id.split('/providers/microsoft.authorization/')[0] || '/',
          policyDefinitionId: assigned,
          enforcementMode,
          customDefinitions: partsOf?.(assigned ?? ''),
        }),
      )
      records.identities(partition, one)
    }
    const own = found?.filter(isBenchmark)
    if (own !== undefined)
      records.subscription(partition, {
        securityBenchmark: own.length === 0 ? 'unassigned' : own.some(isWhole) ? 'enforced' : 'weakened',
      })
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

const common = (account: string, name: string | undefined, id: string) => ({
  name: name ?? id.slice(id.lastIndexOf('/') + 1),
  provider: 'azure',
  account,
  region: 'global',
})

/** The custom definitions that an assigned definition or initiative comes to. */
function customParts(definitions: readonly string[], initiatives: readonly z.output<typeof initiative>[]) {
  const known = new Set(definitions)
  const parts = new Map(
    initiatives.map(({ id, properties }) => [
      id,
      properties.policyDefinitions.map((one) => armId(one.policyDefinitionId)),
    ]),
  )
  return (assigned: string): readonly string[] =>
    [...new Set(parts.get(assigned) ?? [assigned])].filter((id) => known.has(id)).sort()
}

const isBenchmark = ({ id, properties }: Assignment): boolean =>
  !id.includes('/resourcegroups/') &&
  properties.policyDefinitionId?.toLowerCase().endsWith(`/${BENCHMARK}`) === true

const isWhole = ({ properties: { enforcementMode, parameters } }: Assignment): boolean =>
  enforcementMode !== 'DoNotEnforce' &&
  !Object.values(parameters ?? {}).some(({ value }) => value === 'Disabled')
