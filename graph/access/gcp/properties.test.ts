import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ask, type ShortEstate } from './estate.testkit.ts'
import {
  type Answer,
  estates,
  literal,
  memberOf,
  NOW,
  naive,
  PARENTS,
  PEOPLE,
  PERMISSIONS,
  some,
} from './random-estates.testkit.ts'

const VERDICTS = { allowed: 'yes', conditional: 'maybe', denied: 'no' } as const
const asked = (estate: ShortEstate, person: string, permission: string, resource: string): Answer =>
  VERDICTS[ask(estate, memberOf(person), permission, resource, { time: NOW }).decision]
const question = [
  some(PEOPLE),
  some(PERMISSIONS),
  some(['org', 'folder', 'project', 'bucket', 'far']),
] as const

test('decisions are those of a naive reading of the documentation, on 50,000 small estates', () => {
  fc.assert(
    fc.property(estates, ...question, (drawn, person, permission, resource) => {
      expect(asked(literal(drawn), person, permission, resource)).toBe(
        naive(drawn, person, permission, resource),
      )
    }),
    { numRuns: 50_000 },
  )
}, 240_000)

test('moving a role up never shrinks what it gives', () => {
  fc.assert(
    fc.property(estates, ...question, (drawn, person, permission, resource) => {
      const up = drawn.bindings.map((one) => ({ ...one, node: PARENTS[one.node] ?? one.node }))
      const order = ['no', 'maybe', 'yes']
      const before = asked(literal(drawn), person, permission, resource)
      const after = asked(literal({ ...drawn, bindings: up }), person, permission, resource)
      expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before))
    }),
    { numRuns: 2_000 },
  )
})

test('a deny rule, a boundary or a perimeter never grants', () => {
  fc.assert(
    fc.property(estates, ...question, (drawn, person, permission, resource) => {
      const bare = { ...drawn, denials: [], boundaries: [], perimeters: [] }
      if (asked(literal(bare), person, permission, resource) === 'no')
        expect(asked(literal(drawn), person, permission, resource)).toBe('no')
    }),
    { numRuns: 2_000 },
  )
})
