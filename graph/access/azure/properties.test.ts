import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from './decide.ts'
import { estateFrom, scopeNamed } from './estate.testkit.ts'
import {
  ACTIONS,
  estates,
  literal,
  naive,
  PARENTS,
  PRINCIPALS,
  SCOPES,
  some,
} from './random-estates.testkit.ts'

test('decisions are those of a naive reading of the documentation, on 50,000 small estates', () => {
  fc.assert(
    fc.property(
      estates,
      some(PRINCIPALS),
      some(ACTIONS),
      some(SCOPES.slice(1)),
      (drawn, principal, action, resource) => {
        const { holds } = decide(estateFrom(literal(drawn)), principal, action, scopeNamed(resource))
        expect(holds).toBe(naive(drawn, principal, action, resource))
      },
    ),
    { numRuns: 50_000 },
  )
}, 120_000)

test('moving a role up never shrinks what it gives', () => {
  fc.assert(
    fc.property(
      estates,
      some(PRINCIPALS),
      some(ACTIONS),
      some(SCOPES.slice(1)),
      (drawn, principal, action, resource) => {
        const before = decide(estateFrom(literal(drawn)), principal, action, scopeNamed(resource)).holds
        const up = drawn.assignments.map(
          ([who, role, scope, options]) => [who, role, PARENTS[scope] ?? scope, options] as const,
        )
        const after = decide(
          estateFrom({ ...literal(drawn), assignments: up }),
          principal,
          action,
          scopeNamed(resource),
        ).holds
        expect(after).toBeGreaterThanOrEqual(before)
      },
    ),
    { numRuns: 2_000 },
  )
})
