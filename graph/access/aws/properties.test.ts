import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateCase } from './case.ts'
import { decideNaively, type NaiveCase, type NaiveDocument, type NaiveStatement } from './naive.testkit.ts'

const A = '111111111111'
const B = '222222222222'
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 1500) }

const actions = fc.constantFrom('s3:GetObject', 's3:PutObject', 'sqs:SendMessage')
const resources = fc.constantFrom('arn:aws:s3:::a/x', 'arn:aws:s3:::b/y', 'arn:aws:s3:::a')
const actionPatterns = fc.constantFrom(
  '*',
  '*',
  's3:*',
  's3:*',
  'S3:get*',
  's3:GetObject',
  's3:?utObject',
  'sqs:*',
)
const resourcePatterns = fc.constantFrom(
  '*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::?/x',
  'arn:aws:s3:::b/y',
  'arn:*a',
)
const listOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 2 })
const callers = fc.constantFrom(
  `arn:aws:iam::${A}:user/u`,
  `arn:aws:iam::${A}:user/v`,
  `arn:aws:sts::${A}:assumed-role/r/s`,
  `arn:aws:sts::${A}:assumed-role/r/t`,
)
const principals = fc.constantFrom(
  '*',
  A,
  B,
  `arn:aws:iam::${A}:user/u`,
  `arn:aws:iam::${A}:role/r`,
  `arn:aws:sts::${A}:assumed-role/r/s`,
)
const keys = fc.constantFrom('ex:k', 'ex:l')
const someCondition = fc
  .tuple(
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringEqualsIfExists'),
    keys,
    listOf(fc.constantFrom('1', '2', '1*')),
  )
  .map(([operator, key, values]) => ({ [operator]: { [key]: values } }))
const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: someCondition },
)

const statement: fc.Arbitrary<NaiveStatement> = fc
  .record({
    effect: fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny'),
    actions: listOf(actionPatterns),
    not: fc.integer({ min: 0, max: 5 }),
    resources: listOf(resourcePatterns),
    condition,
  })
  .map(({ effect, actions: patterns, not, resources: named, condition: only }) => ({
    Effect: effect,
    ...(not === 0 ? { NotAction: patterns } : { Action: patterns }),
    ...(not === 1 ? { NotResource: named } : { Resource: named }),
    ...(only === undefined ? {} : { Condition: only }),
  }))

const document = (item: fc.Arbitrary<NaiveStatement>): fc.Arbitrary<NaiveDocument> =>
  fc
    .array(item, { minLength: 1, maxLength: 3 })
    .map((Statement) => ({ Version: '2012-10-17' as const, Statement }))
const resourceStatement = fc
  .tuple(statement, listOf(principals))
  .map(([one, AWS]) => ({ ...one, Principal: { AWS } }))
const FULL_ACCESS: NaiveDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
}
const ceiling = fc.oneof(fc.constant(FULL_ACCESS), document(statement))
const few = <T>(item: fc.Arbitrary<T>, maxLength = 2) => fc.array(item, { maxLength })

const naiveCase: fc.Arbitrary<NaiveCase> = fc.record({
  request: fc.record({
    principal: callers,
    action: actions,
    resource: resources,
    resourceAccount: fc.constantFrom(A, A, B),
    context: fc.dictionary(keys, fc.constantFrom('1', '2')),
    complete: fc.constant(true as const),
  }),
  identityPolicies: few(document(statement)),
  permissionBoundaries: few(ceiling, 1),
  sessionPolicies: few(ceiling, 1),
  resourcePolicy: fc.option(document(resourceStatement), { nil: null }),
  serviceControlPolicies: few(fc.array(ceiling, { minLength: 1, maxLength: 2 })),
})

/** Sessions alone have session policies. */
const sensible = naiveCase.map((one) =>
  one.request.principal.includes(':user/') ? { ...one, sessionPolicies: [] } : one,
)

function decide(one: unknown): string {
  const result = evaluateCase(one)
  return result.ok ? result.answer.decision : result.error
}

const RANK: { readonly [decision: string]: number } = { denied: 0, conditional: 1, allowed: 2 }
const rank = (one: unknown): number => RANK[decide(one)] ?? Number.NaN

/** The same case with nothing known of its context, so that answers may be conditional. */
const unknowing = (one: NaiveCase) => ({
  ...one,
  request: { ...one.request, context: {}, complete: false },
})

test('agrees with the specification read literally', () => {
  fc.assert(
    fc.property(sensible, (one) => {
      expect(decide(one)).toBe(decideNaively(one))
    }),
    { numRuns: RUNS.numRuns * 5 },
  )
})

test('whatever the unknown context turns out to be, an answer without conditions holds', () => {
  fc.assert(
    fc.property(sensible, (one) => {
      const guess = decide(unknowing(one))
      if (guess !== 'conditional') expect(decide(one)).toBe(guess)
    }),
    RUNS,
  )
})

test('adding a Deny never grants', () => {
  fc.assert(
    fc.property(sensible, statement, (one, added) => {
      const more = { Version: '2012-10-17', Statement: [{ ...added, Effect: 'Deny' }] }
      for (const known of [one, unknowing(one)]) {
        const after = { ...known, identityPolicies: [...known.identityPolicies, more] }
        expect(rank(after)).toBeLessThanOrEqual(rank(known))
      }
    }),
    RUNS,
  )
})

test('adding an Allow to the identity never revokes', () => {
  fc.assert(
    fc.property(sensible, statement, (one, added) => {
      const more = { Version: '2012-10-17', Statement: [{ ...added, Effect: 'Allow' }] }
      for (const known of [one, unknowing(one)]) {
        const after = { ...known, identityPolicies: [...known.identityPolicies, more] }
        expect(rank(after)).toBeGreaterThanOrEqual(rank(known))
      }
    }),
    RUNS,
  )
})

test('a boundary never grants', () => {
  fc.assert(
    fc.property(sensible, document(statement), (one, boundary) => {
      for (const known of [one, unknowing(one)]) {
        const without = { ...known, permissionBoundaries: [] }
        expect(rank({ ...known, permissionBoundaries: [boundary] })).toBeLessThanOrEqual(rank(without))
      }
    }),
    RUNS,
  )
})

test('a service control policy level never grants', () => {
  fc.assert(
    fc.property(sensible, document(statement), (one, added) => {
      for (const known of [one, unknowing(one)]) {
        const after = { ...known, serviceControlPolicies: [...known.serviceControlPolicies, [added]] }
        expect(rank(after)).toBeLessThanOrEqual(rank(known))
      }
    }),
    RUNS,
  )
})

test('a wider action or resource in an Allow of the identity never grants less', () => {
  fc.assert(
    fc.property(sensible, statement, (one, added) => {
      const narrow = { Version: '2012-10-17', Statement: [{ ...added, Effect: 'Allow' }] }
      const { NotAction: _, NotResource: __, ...rest } = added
      const wide = {
        Version: '2012-10-17',
        Statement: [{ ...rest, Effect: 'Allow', Action: '*', Resource: '*' }],
      }
      const withPolicy = (more: unknown) => ({ ...one, identityPolicies: [...one.identityPolicies, more] })
      expect(rank(withPolicy(wide))).toBeGreaterThanOrEqual(rank(withPolicy(narrow)))
    }),
    RUNS,
  )
})

test('order and Sids of statements do not matter', () => {
  const shuffled = (policy: NaiveDocument) => ({
    ...policy,
    Statement: [...policy.Statement].reverse().map((one, index) => ({ ...one, Sid: `S${index}` })),
  })
  fc.assert(
    fc.property(sensible, (one) => {
      const after = {
        ...one,
        identityPolicies: one.identityPolicies.map(shuffled).reverse(),
        resourcePolicy: one.resourcePolicy === null ? null : shuffled(one.resourcePolicy),
        serviceControlPolicies: one.serviceControlPolicies.map((level) => level.map(shuffled)),
      }
      expect(decide(after)).toBe(decide(one))
    }),
    RUNS,
  )
})

test('the generated cases are not all denied', () => {
  const decisions = fc.sample(sensible, { numRuns: 2000, seed: 1 }).map((one) => decideNaively(one))
  const allowed = decisions.filter((decision) => decision === 'allowed').length
  expect(allowed).toBeGreaterThan(200)
})
