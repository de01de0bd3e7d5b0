import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { armList, defineAzureCollector } from './calls.ts'
import { optional, readList, resource, text } from './shapes.ts'

/** https://learn.microsoft.com/rest/api/policy-authorization/policy-assignments/list */
const assignment = resource({
  policyDefinitionId: text,
  enforcementMode: text,
  parameters: optional(z.record(z.string(), z.object({ value: z.unknown().optional() }))),
})
type Assignment = z.output<typeof assignment>

/** The initiative "Microsoft cloud security benchmark". */
const BENCHMARK = '1f3afdf9-d0c9-4c3d-847f-89da613e70a8'

/** Whether the security benchmark is assigned, to the subscription or above, and with what left out. */
export const policy = defineAzureCollector({
  service: 'policy',
  level: 'subscription',
  calls: { 'policy assignments': armList('Microsoft.Authorization/policyAssignments', '2023-04-01') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const found = await readList(context, 'policy assignments', assignment, missing)
    const own = found?.filter(isBenchmark)
    const records = new RecordBuilder()
    if (own !== undefined)
      records.subscription(context.partition, {
        securityBenchmark: own.length === 0 ? 'unassigned' : own.some(isWhole) ? 'enforced' : 'weakened',
      })
    yield { nodes: records.nodes, relationships: [], missing }
  },
})

const isBenchmark = ({ id, properties }: Assignment): boolean =>
  !id.includes('/resourcegroups/') &&
  properties.policyDefinitionId?.toLowerCase().endsWith(`/${BENCHMARK}`) === true

const isWhole = ({ properties: { enforcementMode, parameters } }: Assignment): boolean =>
  enforcementMode !== 'DoNotEnforce' &&
  !Object.values(parameters ?? {}).some(({ value }) => value === 'Disabled')
