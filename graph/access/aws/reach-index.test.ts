import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import type { AccessGroup } from './access-group.ts'
import { estateOf } from './estate.ts'
import { matchGlob } from './glob.ts'
import { groupIdentities } from './groups.ts'
import { namedBy } from './reach.ts'
import { indexReach } from './reach-index.ts'
import { allow, deny, factsOf, HOME, policy, user } from './testkit.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200)
const GET = 's3:GetObject'
const PATTERNS = [
  '*',
  'a',
  'a*',
  'ab',
  'ab*',
  'abc',
  '?b',
  'a?c',
  '*c',
  'b*',
  'bc',
  'a*c',
  '$' + '{aws:username}',
]
const TEXTS = ['a', 'ab', 'abc', 'abd', 'b', 'bc', 'c', 'ac']

const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    action: fc.constantFrom(GET, 's3:*', 'sqs:*'),
    resources: fc.array(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 2 }),
    isNot: fc.integer({ min: 0, max: 9 }).map((at) => at === 0),
  })
  .map(
    ({ effect, action, resources, isNot }): Props => ({
      Effect: effect,
      Action: action,
      [isNot ? 'NotResource' : 'Resource']: resources,
    }),
  )
const documents = fc.array(fc.array(statement, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 5,
})

function groupsFor(lists: readonly (readonly Props[])[]): readonly AccessGroup[] {
  const identities = Object.fromEntries(
    lists.map((statements, at) => [user(`u${at}`), { policies: [policy(...statements)] }]),
  )
  return groupIdentities(estateOf(factsOf({ identities })), new Set()).of(HOME, GET)
}

/** What the index is for, looked at one by one. */
const named = (
  group: AccessGroup,
  matches: (pattern: ReturnType<typeof namedBy>['allowed'][number]) => boolean,
) =>
  group.members.slice(0, 1).some(({ own }) =>
    own.identity.some(({ policy: one }) => {
      const { allowed, allowsBroadly } = namedBy(one, GET)
      return allowsBroadly || allowed.some(matches)
    }),
  )

test('at an ARN are the groups of which an Allow names it, in their order', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(...TEXTS), (lists, text) => {
      const groups = groupsFor(lists)
      expect(indexReach(groups, GET).at(text)).toEqual(
        groups.filter((group) => named(group, (glob) => matchGlob(glob, text))),
      )
    }),
    { numRuns: RUNS },
  )
})

test('inside a beginning are all groups of which an Allow names something that begins so', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom('', 'a', 'ab', 'b', 'z'), (lists, prefix) => {
      const groups = groupsFor(lists)
      const found = indexReach(groups, GET).inside(prefix)
      const below = TEXTS.filter((text) => text.startsWith(prefix))
      for (const group of groups) {
        if (named(group, (glob) => below.some((text) => matchGlob(glob, text))))
          expect(found).toContain(group)
      }
    }),
    { numRuns: RUNS },
  )
})

describe('inside a beginning', () => {
  const inside = (prefix: string, ...statements: readonly Props[]) =>
    indexReach(groupsFor([statements]), GET).inside(prefix).length === 1

  test.each([
    ['a longer name', allow(GET, 'data/x'), true],
    ['the same name', allow(GET, 'data/'), true],
    ['a wildcard before its end', allow(GET, 'da*'), true],
    ['everything', allow(GET), true],
    ['all but one', { Effect: 'Allow', Action: GET, NotResource: 'data/x' }, true],
    ['near miss: a shorter name', allow(GET, 'dat'), false],
    ['near miss: another beginning', allow(GET, 'date*'), false],
    ['near miss: a Deny', deny(GET), false],
    ['near miss: another action', allow('sqs:*'), false],
  ])('%s', (_, one, expected) => {
    expect(inside('data/', one)).toBe(expected)
  })
})
