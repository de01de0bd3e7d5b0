import type { AttackEdge, Derivation } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import type { Becoming } from '../engine/apply.ts'
import { derivePrivilegesOf } from '../engine/derive.ts'
import { groundsOf, proofOf } from '../engine/edge.ts'
import type { Scene } from '../engine/scene.ts'
import type { PrivilegeTechnique } from '../privilege.ts'
import { newlyAssumable } from './newly-assumable.ts'

/**
 * Whoever changes policies and is no administrator even then, because a boundary, an organization's policy or a Deny
 * goes on to hold, may still have gained something: what the changed identity can do is an edge of whoever changes it,
 * with both steps as its evidence.
 */
export function deriveChangedSelves(
  techniques: readonly PrivilegeTechnique[],
  scene: Scene,
  becoming: readonly Becoming[],
  drawn: readonly AttackEdge[],
): Derivation {
  if (becoming.length === 0) return NOTHING
  const had = groupBy(drawn, ({ from }) => from)
  const through: Derivation[] = []
  const edges = becoming.flatMap((change) => {
    const account = scene.estate.accounts.get(change.becomes.account)
    const before = scene.estate.identities.get(change.becomes.principal.key)
    if (account === undefined || before === undefined) return []
    const derived = derivePrivilegesOf(techniques, scene, account, change.becomes)
    const own = [before.id, before.class.id].flatMap((from) => had.get(from) ?? [])
    const known = new Set([change.self.id, ...own.map(({ to }) => to)])
    const gained = [...derived.edges, ...newlyAssumable(scene, account, before, change.becomes)].filter(
      ({ from, to }) => from === before.id && !known.has(to),
    )
    if (gained.length > 0) through.push(derived)
    return gained.map((edge) => afterwards(change, edge))
  })
  return {
    edges,
    nodes: through.flatMap(({ nodes }) => nodes),
    facts: through.flatMap(({ facts = [] }) => facts),
    properties: new Map(),
    blocked: [],
  }
}

const NOTHING: Derivation = { edges: [], nodes: [], facts: [], properties: new Map(), blocked: [] }

function afterwards({ technique, self, granted, candidate }: Becoming, edge: AttackEdge): AttackEdge {
  const change = proofOf(technique, groundsOf(granted), candidate)
  return {
    ...edge,
    from: self.id,
    likelihood: edge.likelihood * change.likelihood,
    conditions: [...change.conditions, ...edge.conditions],
    evidence: [...change.evidence, ...edge.evidence],
    // Without the right to change there is no edge.
    provenance: change.provenance ?? edge.provenance,
  }
}
