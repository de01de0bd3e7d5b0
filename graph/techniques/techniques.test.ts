import { describe, expect, test } from 'vitest'
import { applyTechniques } from './apply.ts'
import { AWS_TECHNIQUES } from './aws/index.ts'
import { GCP_TECHNIQUES } from './gcp/index.ts'
import type { GraphLiteral, Technique } from './technique.ts'
import { worldOf } from './techniques.testkit.ts'

const derive = (technique: Technique, literal: GraphLiteral) => applyTechniques([technique], worldOf(literal))

const TECHNIQUES = [...AWS_TECHNIQUES, ...GCP_TECHNIQUES]

describe.each(TECHNIQUES)('$id', (technique) => {
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
  expect(new Set(TECHNIQUES.map(({ id }) => id)).size).toBe(TECHNIQUES.length)
})
