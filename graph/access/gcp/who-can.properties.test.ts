import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FactIndex, indexFacts } from '../../snapshot/facts.ts'
import { ANYONE } from '../question.ts'
import { gcpAccess } from './can.ts'
import { snapshotOf } from './estate.testkit.ts'
import {
  type Drawn,
  estates,
  literal,
  memberOf,
  NOW,
  naive,
  PEOPLE,
  PERMISSIONS,
  some,
} from './random-estates.testkit.ts'

const VERDICTS = { yes: 'allowed', maybe: 'conditional', no: 'denied' } as const
const ACCOUNTS = [...PEOPLE, 'team', 'inner'].map(memberOf)
const ASKERS = [...ACCOUNTS, 'Internet', 'AnyGoogleAccount']

/** Everybody is known, buckets have no lists of their own, and there is a time for conditions. */
function factsOf(drawn: Drawn): FactIndex {
  const { nodes, relationships } = snapshotOf(literal(drawn))
  const accounts = ACCOUNTS.map((id) => {
    const kind = id.startsWith('user:') ? 'GcpUser' : 'GcpGroup'
    const props = { provider: 'gcp', email: id.slice(id.indexOf(':') + 1) }
    return [id, nodes.get(id) ?? { id, kind, props }] as const
  })
  const plain = [...nodes, ...accounts].map(([id, node]) => {
    const props = node.kind === 'GcpBucket' ? { ...node.props, uniformAccess: true } : node.props
    return [id, { ...node, props }] as const
  })
  const read = { provider: 'gcp', account: 'elsewhere', region: 'global', service: 'asset' }
  const coverage = [{ ...read, state: 'OK' as const, reason: null, at: NOW, missing: [] }]
  return indexFacts({ nodes: new Map(plain), relationships, coverage })
}

const question = [some(PERMISSIONS), some(['org', 'folder', 'project', 'bucket', 'far'])] as const

test('can answers as the documentation reads, on 5,000 small estates', () => {
  fc.assert(
    fc.property(estates, some(PEOPLE), ...question, (drawn, person, action, resource) => {
      const { decision } = gcpAccess.can(factsOf(drawn), { principal: memberOf(person), action, resource })
      expect(decision).toBe(VERDICTS[naive(drawn, person, action, resource)])
    }),
    { numRuns: 5_000 },
  )
}, 60_000)

test('whoever may is told with the answer of can; of others only what was not read may let them in', () => {
  fc.assert(
    fc.property(estates, ...question, (drawn, action, resource) => {
      const facts = factsOf(drawn)
      const told = new Map(gcpAccess.whoCan(facts, { action, resource }).map((one) => [one.principal, one]))
      const open = told.get(ANYONE)?.conditions ?? []
      for (const principal of ASKERS) {
        const { decision, by, conditions } = gcpAccess.can(facts, { principal, action, resource })
        const listed = told.get(principal)
        if (listed !== undefined) expect(listed).toEqual({ principal, decision, by, conditions })
        else if (decision !== 'denied') {
          expect(decision).toBe('conditional')
          const isOpen = conditions.some((one) => open.some(({ detail }) => detail === one.detail))
          expect(isOpen).toBe(true)
        }
      }
    }),
    { numRuns: 5_000 },
  )
}, 60_000)
