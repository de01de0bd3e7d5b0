import type { AttackEdge, BlockedEdge, Condition, Derivation } from '../attack.ts'
import { UNKNOWN_CONDITION } from '../likelihood.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'
import type { Decided, Need, Pair, Technique, World } from './technique.ts'

/** Edges of techniques over pairs of nodes, each need decided. */
export function applyTechniques(techniques: readonly Technique[], world: World): Derivation {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const properties = new Map<string, Props>()
  const selves = new Map<string, NodeRecord>()
  for (const technique of techniques) {
    for (const pair of technique.pairs(world)) {
      const decided = decideNeeds(technique, pair, world)
      const unmet = decided.filter(({ state }) => state === 'unmet')
      if (unmet.length > 0) {
        blocked.push(...blockedBy(technique, pair, unmet))
        continue
      }
      edges.push(edgeOf(technique, pair, world, decided))
      if (world.facts.node(pair.self.id) === undefined) selves.set(pair.self.id, pair.self)
      for (const [id, props] of technique.marks?.(pair) ?? []) {
        properties.set(id, { ...properties.get(id), ...props })
      }
    }
  }
  return { edges, blocked, properties, nodes: [...selves.values()] }
}

export function reachedBy(derivations: readonly Derivation[]): Set<string> {
  const edges = derivations.flatMap((derivation) => derivation.edges)
  return new Set(edges.filter(({ kind }) => kind === 'CAN_REACH').map(({ to }) => to))
}

export const externalIn = (derivations: readonly Derivation[]): readonly NodeRecord[] =>
  derivations.flatMap(({ nodes }) => nodes).filter(({ kind }) => kind === 'ExternalPrincipal')

type DecidedNeed = Decided & { readonly need: Need }

function decideNeeds({ needs }: Technique, pair: Pair, world: World): DecidedNeed[] {
  return [...needs.self, ...needs.target, ...needs.world].map((need) => ({
    ...need.decide(pair, world),
    need,
  }))
}

/** A protection is told only when nothing but protections is missing: else there was nothing to protect from. */
function blockedBy(
  technique: Technique,
  { self, target }: Pair,
  unmet: readonly DecidedNeed[],
): BlockedEdge[] {
  const first = unmet[0]
  if (first === undefined || !unmet.every(({ need }) => need.control)) return []
  return [
    {
      from: self.id,
      kind: technique.edge,
      to: target.id,
      technique: technique.id,
      by: { type: first.need.id, id: self.id, detail: first.detail },
    },
  ]
}

function edgeOf(technique: Technique, pair: Pair, world: World, decided: readonly DecidedNeed[]): AttackEdge {
  const conditions = decided.flatMap(({ need, state, detail }): Condition[] =>
    state === 'unknown' ? [{ key: need.id, state, detail }] : [],
  )
  return {
    from: pair.self.id,
    kind: technique.edge,
    to: pair.target.id,
    technique: technique.id,
    attack: technique.attack,
    likelihood: technique.likelihood * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: technique.evidence(pair, world),
    provenance: technique.provenance(pair),
  }
}
