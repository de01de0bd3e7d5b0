import { describe, expect, test } from 'vitest'
import { deriveAccess } from '../access/aws/derive.ts'
import { AWS_ACCESS_TECHNIQUES, AWS_PRIVILEGES } from './aws/index.ts'
import type { GraphLiteral } from './technique.ts'
import { derivePrivilegesIn, worldOf } from './techniques.testkit.ts'

/** The attacker is the second node of every example, after the account. */
const attackerOf = ({ nodes }: GraphLiteral) => nodes[1]?.[0]

describe.each(AWS_PRIVILEGES)('$id', (technique) => {
  const { edges } = derivePrivilegesIn([technique], technique.example)

  test('fires once on its example, for the attacker, with nothing open that could be known', () => {
    const open = technique.needs.world.filter(({ undecidable }) => undecidable).map(({ id }) => id)
    expect(edges.map((edge) => [edge.kind, edge.technique, edge.conditions.map(({ key }) => key)])).toEqual([
      [technique.edge, technique.id, open],
    ])
    expect(edges[0]?.from).toBe(attackerOf(technique.example))
  })
  test('names a statement for every permission it needs', () => {
    const shown = edges[0]?.evidence.map(({ detail }) => detail.split(' ')[0])
    const needed = technique.needs.self.filter(({ trust, optional }) => trust !== 'rewritten' && !optional)
    for (const { action } of needed) expect(shown).toContain(action)
  })
  test('names the one change that removes the edge', () => {
    expect(edges[0]?.provenance?.edit).toMatchObject({ change: expect.any(String) })
  })
  test('does not fire on its near miss', () => {
    expect(derivePrivilegesIn([technique], technique.nearMiss).edges).toEqual([])
  })
})

describe.each(AWS_ACCESS_TECHNIQUES)('$id', (technique) => {
  const drawn = (literal: GraphLiteral) =>
    deriveAccess(worldOf(literal).facts).edges.filter((edge) => edge.technique === technique.id)

  test('is what access draws for its example', () => {
    expect(drawn(technique.example).map(({ kind, conditions }) => ({ kind, conditions }))).toEqual([
      { kind: technique.edge, conditions: [] },
    ])
  })
  test('is not drawn for its near miss', () => {
    expect(drawn(technique.nearMiss)).toEqual([])
  })
})
