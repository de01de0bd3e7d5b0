import { describe, expect, test } from 'vitest'
import { indexFacts } from '../snapshot/facts.ts'
import { relationshipId } from '../snapshot/records.ts'
import { AWS_TECHNIQUES } from './aws/index.ts'
import { applyTechniques } from './derive.ts'
import type { GraphLiteral, Technique } from './technique.ts'

function world({ nodes, facts, reached }: GraphLiteral) {
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

const derive = (technique: Technique, literal: GraphLiteral) => applyTechniques([technique], world(literal))

describe.each(AWS_TECHNIQUES)('$id', (technique) => {
  test('fires on its example', () => {
    const { edges } = derive(technique, technique.example)
    expect(edges.map(({ kind, conditions }) => ({ kind, conditions }))).toEqual([
      { kind: technique.edge, conditions: [] },
    ])
  })
  test('names what proves it', () => {
    expect(derive(technique, technique.example).edges[0]?.evidence).not.toHaveLength(0)
  })
  test('does not fire on its near miss', () => {
    expect(derive(technique, technique.nearMiss).edges).toEqual([])
  })
})

test('technique ids are unique', () => {
  expect(new Set(AWS_TECHNIQUES.map(({ id }) => id)).size).toBe(AWS_TECHNIQUES.length)
})
