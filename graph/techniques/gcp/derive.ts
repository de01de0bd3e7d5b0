import { drawTechniques } from '../../access/gcp/draw.ts'
import { estateOf } from '../../access/gcp/estate-of.ts'
import { newestReading } from '../../access/gcp/newest-reading.ts'
import { createOutput } from '../../access/gcp/output.ts'
import type { Derivation } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import { applyTechniques, externalIn, reachedBy } from '../apply.ts'
import { roleUpdateEdges } from './custom-roles.ts'
import { entitlementEdges } from './entitlements.ts'
import { guardrailEdges } from './guardrails.ts'
import { GCP_PERMISSION_TECHNIQUES, GCP_TECHNIQUES } from './index.ts'
import { providerWriteEdges } from './provider-write.ts'
import { tagBindingEdges } from './tag-binding.ts'

/** Every attack edge that the techniques of Google Cloud give, beside what access gives. */
export function deriveGcpTechniques(facts: FactIndex, before: readonly Derivation[]): Derivation {
  const external = externalIn(before)
  const workloads = applyTechniques(GCP_TECHNIQUES, { facts, reached: reachedBy(before), external })
  const estate = estateOf(facts)
  if (estate.policyNodes.length === 0) return workloads
  const now = newestReading(facts)
  const output = createOutput(estate, before)
  drawTechniques(estate, GCP_PERMISSION_TECHNIQUES, now, output)
  const drawn = output.finish()
  const providers = providerWriteEdges(estate, external, now)
  const entitlements = entitlementEdges(estate, now)
  const tagged = tagBindingEdges(estate, before, now)
  // What guardrails keep back is known only when all else is drawn.
  const guardrails = guardrailEdges(estate, [...before, drawn], now)
  return {
    edges: [
      ...workloads.edges,
      ...drawn.edges,
      ...roleUpdateEdges(estate, now),
      ...providers.edges,
      ...entitlements.edges,
      ...tagged.edges,
      ...guardrails,
    ],
    blocked: [...workloads.blocked, ...drawn.blocked],
    nodes: [...workloads.nodes, ...drawn.nodes, ...providers.nodes, ...entitlements.nodes, ...tagged.nodes],
    facts: [...(drawn.facts ?? []), ...providers.facts, ...tagged.facts],
    properties: workloads.properties,
  }
}
