import { deriveAccess } from '../access/aws/derive.ts'
import type { Derivation } from '../attack.ts'
import { indexFacts } from '../snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId } from '../snapshot/records.ts'
import { derivePrivileges } from './engine/derive.ts'
import { sceneOf } from './engine/scene.ts'
import type { PrivilegeTechnique } from './privilege.ts'
import type { GraphLiteral, World } from './technique.ts'

/** The world that a literal describes. */
export function worldOf({ nodes, facts, reached }: GraphLiteral): World {
  const relationships = facts.map(([from, kind, to, props]) => ({ from, kind, to, props: props ?? {} }))
  return {
    facts: indexFacts({
      nodes: new Map(
        nodes.map(([id, kind, props]): [string, NodeRecord] => [id, { id, kind, props: props ?? {} }]),
      ),
      relationships: new Map(relationships.map((fact) => [relationshipId(fact), fact])),
      coverage: [],
    }),
    reached: new Set(reached),
    external: [],
  }
}

/** What privilege techniques draw over a literal, with access derived first. */
export function derivePrivilegesIn(
  techniques: readonly PrivilegeTechnique[],
  literal: GraphLiteral,
): Derivation {
  const { facts } = worldOf(literal)
  const reaching = (literal.reached ?? []).map((to) => ({
    from: 'Internet',
    kind: 'CAN_REACH',
    to,
    technique: null,
    attack: [],
    likelihood: 1,
    conditions: [],
    evidence: [],
    provenance: null,
    extra: { ports: ['all'] },
  }))
  const network: Derivation = { edges: reaching, nodes: [], properties: new Map(), blocked: [] }
  return derivePrivileges(techniques, sceneOf(facts, [deriveAccess(facts), network]))
}

/** The same literal with properties of one node changed; undefined ones are left out. */
export function withProps(
  literal: GraphLiteral,
  changed: string,
  change: { readonly [name: string]: Props[string] | undefined },
): GraphLiteral {
  const nodes = literal.nodes.map(([id, kind, props]): GraphLiteral['nodes'][number] => {
    if (id !== changed) return [id, kind, props ?? {}]
    const kept = Object.entries({ ...props, ...change }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    return [id, kind, Object.fromEntries(kept)]
  })
  return { ...literal, nodes }
}
