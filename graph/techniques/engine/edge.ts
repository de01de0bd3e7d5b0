import { conditionsOf, edgeFrom } from '../../access/aws/edges.ts'
import type { AttackEdge, Condition, Evidence, Provenance } from '../../attack.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { Candidate, PrivilegeTechnique } from '../privilege.ts'
import type { Granted } from './decide.ts'

/** What an edge of a technique says, whoever it leaves from and wherever it ends. */
export type Proof = Pick<AttackEdge, 'conditions' | 'evidence' | 'provenance' | 'likelihood'>

/** Evidence, conditions and the edit that removes the edge, from the answers and from the candidate. */
export function proofOf(
  technique: PrivilegeTechnique,
  granted: readonly Granted[],
  candidate: Pick<Candidate, 'conditions' | 'evidence'>,
): Proof {
  const needed = granted.filter(({ permission }) => permission.optional !== true)
  const own = needed.flatMap(({ answer }) => conditionsOf(answer))
  const conditions = own.length === 0 ? candidate.conditions : unique([...own, ...candidate.conditions])
  return {
    conditions,
    evidence: [...granted.flatMap(permissionEvidence), ...candidate.evidence],
    provenance: provenanceOf(needed),
    likelihood: technique.likelihood * UNKNOWN_CONDITION ** conditions.length,
  }
}

export const edgeOf = (
  technique: PrivilegeTechnique,
  from: string,
  to: string,
  proof: Proof,
): AttackEdge => ({
  from,
  kind: technique.edge,
  to,
  technique: technique.id,
  attack: technique.attack,
  ...proof,
})

function unique(conditions: readonly Condition[]): readonly Condition[] {
  const found = new Map(conditions.map((condition) => [`${condition.key} ${condition.detail}`, condition]))
  return [...found.values()]
}

/** The statements that grant a permission. A trust policy that the attacker writes himself proves nothing. */
function permissionEvidence({ permission, resource, answer }: Granted): readonly Evidence[] {
  return sidesOf(answer).evidence.map((evidence) => ({
    ...evidence,
    detail: `${permission.action} on ${resource}`,
  }))
}

const known = new WeakMap<Granted['answer'], Pick<AttackEdge, 'evidence' | 'provenance'>>()

/** What the answer itself says, without what the attacker writes into a trust policy. */
function sidesOf(answer: Granted['answer']): Pick<AttackEdge, 'evidence' | 'provenance'> {
  const before = known.get(answer)
  if (before !== undefined) return before
  const edge = edgeFrom({ from: '', kind: '', to: '', attack: [] }, answer)
  const isOwnWork = (id: string | undefined) => id?.endsWith('#rewritten-trust') === true
  const sides = {
    evidence: (edge?.evidence ?? []).filter(({ id }) => !isOwnWork(id)),
    provenance: isOwnWork(edge?.provenance?.id) ? null : (edge?.provenance ?? null),
  }
  known.set(answer, sides)
  return sides
}

/** The first permission that one statement alone grants: without it there is no edge. */
function provenanceOf(granted: readonly Granted[]): Provenance | null {
  for (const { answer } of granted) {
    const { evidence, provenance } = sidesOf(answer)
    if (evidence.length === 1 && provenance !== null) return provenance
  }
  return null
}
