import type { AttackEdgeFields, Evidence, Provenance } from '../attack.ts'
import type { RelationshipRecord, Value } from '../snapshot/records.ts'
import type { Assumptions } from './assumptions.ts'
import { conditionsOf, likelihoodOf } from './graph.ts'
import type { AttackStep } from './path.ts'

/** The steps of a path; hubs are folded: an access class into the hop that leaves it, a set of targets into the hop to it. */
export function toSteps(edges: readonly RelationshipRecord[], assume: Assumptions): AttackStep[] {
  const steps: AttackStep[] = []
  let hub: RelationshipRecord | null = null
  for (const edge of edges) {
    if (edge.kind === 'IN_ACCESS_CLASS') {
      hub = edge
      continue
    }
    const before = steps.at(-1)
    if (edge.kind === 'INCLUDES' && before !== undefined) {
      const evidence = [...before.evidence, ...listOf(edge.props.evidence).filter(isEvidence)]
      steps[steps.length - 1] = { ...before, to: edge.to, evidence }
      continue
    }
    steps.push({ from: hub?.from ?? edge.from, to: edge.to, kind: edge.kind, ...fieldsOf(edge, hub, assume) })
    hub = null
  }
  return steps
}

/** The membership tells by which of its own policies the principal is in the class. */
function fieldsOf(
  edge: RelationshipRecord,
  hub: RelationshipRecord | null,
  assume: Assumptions,
): AttackEdgeFields {
  const { technique, attack } = edge.props
  const provenance = edge.props.provenance ?? hub?.props.provenance
  return {
    technique: typeof technique === 'string' && technique !== '' ? technique : null,
    attack: listOf(attack).filter((id) => typeof id === 'string'),
    likelihood: likelihoodOf(edge, assume),
    conditions: conditionsOf(edge).map((condition) =>
      assume.has(condition.key)
        ? { ...condition, state: 'met', detail: `assumed: ${condition.detail}` }
        : condition,
    ),
    evidence: evidenceOf(hub, edge),
    provenance: isProvenance(provenance) ? provenance : null,
  }
}

function evidenceOf(hub: RelationshipRecord | null, edge: RelationshipRecord): readonly Evidence[] {
  const own = listOf(hub?.props.evidence).filter(isEvidence)
  const shared = listOf(edge.props.evidence).filter(isEvidence)
  const isOwn = (one: Evidence) =>
    own.some(({ id, statement }) => id === one.id && statement === one.statement)
  return [...own, ...shared.filter((one) => !isOwn(one))]
}

const listOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : [])

function isEvidence(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value && 'detail' in value
}

function isProvenance(value: unknown): value is Provenance {
  return typeof value === 'object' && value !== null && 'id' in value && 'type' in value && 'edit' in value
}
