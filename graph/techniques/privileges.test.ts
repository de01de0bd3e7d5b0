import { describe, expect, test } from 'vitest'
import { ATTACKER } from './aws/example.ts'
import { AWS_PRIVILEGES } from './aws/index.ts'
import { derivePrivilegesIn } from './techniques.testkit.ts'

describe.each(AWS_PRIVILEGES)('$id', (technique) => {
  const { edges } = derivePrivilegesIn([technique], technique.example)

  test('fires once on its example, for the attacker, with nothing open that could be known', () => {
    const open = technique.needs.world.filter(({ undecidable }) => undecidable).map(({ id }) => id)
    expect(edges.map((edge) => [edge.kind, edge.technique, edge.conditions.map(({ key }) => key)])).toEqual([
      [technique.edge, technique.id, open],
    ])
    expect(Object.values(ATTACKER)).toContain(edges[0]?.from)
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
