import { conditionsOf, type Sides, sidesOf as statementsBehind } from '../../access/aws/edges.ts'
import type { AttackEdge, Condition, Evidence, Provenance } from '../../attack.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { Candidate, PrivilegeTechnique } from '../privilege.ts'
import { type Granted, REWRITTEN } from './decide.ts'

/** What an edge of a technique says, whoever it leaves from and wherever it ends. */
export type Proof = Pick<AttackEdge, 'conditions' | 'evidence' | 'provenance' | 'likelihood'>

/** What answers say, whatever they are said of: the same for all candidates that no policy tells apart. */
export interface Grounds {
  readonly conditions: readonly Condition[]
  readonly provenance: Provenance | null
  readonly statements: readonly { readonly granted: Granted; readonly evidence: readonly Evidence[] }[]
}

export function groundsOf(granted: readonly Granted[]): Grounds {
  const told = granted.map((one) => ({ granted: one, ...sidesOf(one.answer) }))
  const needed = told.filter((one) => one.granted.permission.optional !== true)
  return {
    conditions: needed.flatMap((one) => conditionsOf(one.granted.answer)),
    // The first permission that one statement alone grants: without it there is no edge.
    provenance:
      needed.find(({ evidence, provenance }) => evidence.length === 1 && provenance !== null)?.provenance ??
      null,
    statements: told,
  }
}

/** Where `resourceOf` gives nothing, a permission is shown on the resource it was asked about. */
export function proofOf(
  technique: PrivilegeTechnique,
  grounds: Grounds,
  candidate: Pick<Candidate, 'conditions' | 'evidence'>,
  resourceOf: (granted: Granted) => string | undefined = () => undefined,
): Proof {
  const own = grounds.conditions
  const conditions = own.length === 0 ? candidate.conditions : unique([...own, ...candidate.conditions])
  const evidence: Evidence[] = []
  for (const { granted, evidence: statements } of grounds.statements) {
    const detail = `${granted.permission.action} on ${resourceOf(granted) ?? granted.resource}`
    for (const { type, id, statement } of statements)
      evidence.push(statement === undefined ? { type, id, detail } : { type, id, statement, detail })
  }
  evidence.push(...candidate.evidence)
  return {
    conditions,
    evidence,
    provenance: grounds.provenance,
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

/** What the answer itself says, without what the attacker writes into a trust policy: that proves nothing. */
function sidesOf(answer: Granted['answer']): Sides {
  const sides = statementsBehind(answer)
  if (answer.target.policy?.id.endsWith(REWRITTEN) !== true) return sides
  const isOwnWork = (id: string | undefined) => id?.endsWith(REWRITTEN) === true
  return {
    evidence: sides.evidence.filter(({ id }) => !isOwnWork(id)),
    provenance: isOwnWork(sides.provenance?.id) ? null : sides.provenance,
  }
}
