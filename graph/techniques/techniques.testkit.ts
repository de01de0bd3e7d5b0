import { indexFacts } from '../snapshot/facts.ts'
import { type Props, relationshipId } from '../snapshot/records.ts'
import type { GraphLiteral, World } from './technique.ts'

/** The world that a literal describes. */
export function worldOf({ nodes, facts, reached }: GraphLiteral): World {
  const relationships = facts.map(([from, kind, to]) => ({ from, kind, to, props: {} }))
  return {
    facts: indexFacts({
      nodes: new Map(nodes.map(([id, kind, props]) => [id, { id, kind, props: props ?? {} }])),
      relationships: new Map(relationships.map((fact) => [relationshipId(fact), fact])),
      coverage: [],
    }),
    reached: new Set(reached),
  }
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
