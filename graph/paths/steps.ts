import type { AttackEdgeFields, Evidence, Provenance } from '../attack.ts'
import type { RelationshipRecord, Value } from '../snapshot/records.ts'
import { conditionsOf, likelihoodOf } from './graph.ts'
import type { AttackStep } from './path.ts'

/** The steps of a path; a hub (an access class) is folded into the hop that leaves it. */
export function toSteps(edges: readonly RelationshipRecord[], assume: ReadonlySet<string>): AttackStep[] {
  const steps: AttackStep[] = []
  let hub: RelationshipRecord | null = null
  for (const edge of edges) {
    if (edge.kind === 'IN_ACCESS_CLASS') {
      hub = edge
      continue
    }
    steps.push({ from: hub?.from ?? edge.from, to: edge.to, kind: edge.kind, ...fieldsOf(edge, assume) })
    hub = null
  }
  return steps
}

function fieldsOf(edge: RelationshipRecord, assume: ReadonlySet<string>): AttackEdgeFields {
  const { technique, attack, evidence, provenance } = edge.props
  return {
    technique: typeof technique === 'string' && technique !== '' ? technique : null,
    attack: listOf(attack).filter((id) => typeof id === 'string'),
    likelihood: likelihoodOf(edge, assume),
    conditions: conditionsOf(edge).map((condition) =>
      assume.has(condition.key)
        ? { ...condition, state: 'met', detail: `assumed: ${condition.detail}` }
        : condition,
    ),
    evidence: listOf(evidence).filter(isEvidence),
    provenance: isProvenance(provenance) ? provenance : null,
  }
}

const listOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : [])

function isEvidence(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value && 'detail' in value
}

function isProvenance(value: unknown): value is Provenance {
  return typeof value === 'object' && value !== null && 'id' in value && 'type' in value && 'edit' in value
}
