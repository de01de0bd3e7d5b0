import { newestReading } from '../../access/gcp/derive.ts'
import { drawTechniques } from '../../access/gcp/draw.ts'
import { estateOf } from '../../access/gcp/estate-of.ts'
import { createOutput } from '../../access/gcp/output.ts'
import type { Derivation } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import { applyTechniques, reachedBy } from '../apply.ts'
import { GCP_PERMISSION_TECHNIQUES, GCP_TECHNIQUES } from './index.ts'

/** Every attack edge that the techniques of Google Cloud give, beside what access gives. */
export function deriveGcpTechniques(facts: FactIndex, before: readonly Derivation[]): Derivation {
  const workloads = applyTechniques(GCP_TECHNIQUES, { facts, reached: reachedBy(before) })
  const estate = estateOf(facts)
  if (estate.policyNodes.length === 0) return workloads
  const output = createOutput(estate)
  drawTechniques(estate, GCP_PERMISSION_TECHNIQUES, newestReading(facts), output)
  const drawn = output.finish()
  return {
    ...drawn,
    edges: [...workloads.edges, ...drawn.edges],
    blocked: [...workloads.blocked, ...drawn.blocked],
    nodes: [...workloads.nodes, ...drawn.nodes],
    properties: workloads.properties,
  }
}
