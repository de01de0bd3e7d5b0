import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAYBE, NO } from '../tri.ts'
import { azureAccess } from './can.ts'
import { estateFrom, scopeNamed } from './estate.testkit.ts'
import { estates, literal, naive, PRINCIPALS, SCOPES, some } from './random-estates.testkit.ts'

/** Those that no random role names whole, so that they are no questions that are written wrong. */
const ASKED = ['a/read', 'a/delete', 'a/keys/action', 'data:a/read', 'data:a/keys/action']

test('whoever may is told with the answer of can, and nobody else, on 5,000 small estates', () => {
  fc.assert(
    fc.property(estates, some(ASKED), some(SCOPES), (drawn, action, scope) => {
      const { facts } = estateFrom(literal(drawn))
      const question = { action, resource: scopeNamed(scope) }
      const told = PRINCIPALS.flatMap((principal) => {
        const { decision, by, conditions } = azureAccess.can(facts, { principal, ...question })
        const truth = naive(drawn, principal, action, scope)
        expect(decision).toBe(truth === NO ? 'denied' : truth === MAYBE ? 'conditional' : 'allowed')
        return decision === 'denied' ? [] : [[principal, { principal, decision, by, conditions }] as const]
      })
      const found = azureAccess.whoCan(facts, question)
      expect(Object.fromEntries(found.map((one) => [one.principal, one]))).toEqual(Object.fromEntries(told))
    }),
    { numRuns: 5_000 },
  )
}, 60_000)
