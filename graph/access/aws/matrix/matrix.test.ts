import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../../snapshot/records.ts'
import { decideFor } from '../ask.ts'
import { estateOf } from '../estate.ts'
import { targetAt } from '../resource-policies.ts'
import { allow, factsOf, HOME, OTHER, role, trust, user } from '../testkit.ts'
import { numbersIn } from './action-set.ts'
import { accessMatrix } from './matrix.ts'
import { has } from './ranges.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 60)
const VALUES = { denied: 0, conditional: 1, allowed: 2 } as const

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'sts:AssumeRole', 'sqs:SendMessage']
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/1`
const QUEUES = ['a', 'ab', 'b'].map((name) => `arn:aws:sqs:eu-west-1:${HOME}:${name}`)
const FAR_QUEUE = `arn:aws:sqs:eu-west-1:${OTHER}:far`
const ROLES = [role('r'), role('s', OTHER)]
const USERS = [user('u'), user('v'), user('w', OTHER)]
const BUCKETS = ['a', 'ab', 'b']
const RESOURCES = [
  KEY,
  FAR_QUEUE,
  ...QUEUES,
  ...ROLES,
  ...BUCKETS.map((name) => `arn:aws:s3:::${name}/x`),
  'arn:aws:s3:::a/u',
]

const some = <T>(values: readonly T[], maxLength = 2) =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength })
const actionPatterns = some([
  '*',
  's3:*',
  's3:get*',
  'kms:Decrypt',
  'sts:*',
  'sqs:SendMessage',
  's3:PutObject',
])
const resourcePatterns = some([
  '*',
  'arn:aws:s3:::a*',
  'arn:aws:s3:::?/x',
  'arn:aws:s3:::*b/x',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  'arn:aws:s3:::a/${aws:username}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  'arn:aws:sqs:eu-west-1:*:${aws:ResourceTag/team}',
  `arn:aws:sqs:eu-west-1:${HOME}:a*`,
  KEY,
  `arn:aws:iam::*:role/*`,
])
const conditions = fc.constantFrom<Props>(
  {},
  {},
  {},
  {},
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } },
  { StringEquals: { 'aws:ResourceTag/team': 'a' } },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-one' } },
  { ArnLike: { 'aws:PrincipalArn': '*:user/u' } },
  { StringNotEquals: { 'aws:ResourceAccount': HOME } },
)
const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    actions: actionPatterns,
    resources: resourcePatterns,
    not: fc.integer({ min: 0, max: 7 }),
    condition: conditions,
  })
  .map(
    ({ effect, actions, resources, not, condition }): Props => ({
      Effect: effect,
      [not === 0 ? 'NotAction' : 'Action']: actions,
      [not === 1 ? 'NotResource' : 'Resource']: resources,
      Condition: condition,
    }),
  )
const documentOf = (one: fc.Arbitrary<Props>) =>
  fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((Statement): Props => ({ Version: '2012-10-17', Statement }))
const document = documentOf(statement)
const open = { Version: '2012-10-17', Statement: [allow('*')] }
const ceiling = fc.oneof(fc.constant<Props>(open), document)
const principals = some(['*', HOME, OTHER, user('u'), role('r'), `arn:aws:sts::${HOME}:assumed-role/r/s`])
const resourceDocument = documentOf(
  fc.tuple(statement, principals, fc.integer({ min: 0, max: 9 })).map(([one, AWS, not]) => ({
    ...one,
    [not === 0 ? 'NotPrincipal' : 'Principal']: { AWS },
  })),
)
const organization = fc.record({
  organization: fc.constantFrom('o-one', 'o-two', null),
  serviceControlPolicies: fc.array(fc.array(ceiling, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  resourceControlPolicies: fc.array(
    fc.array(documentOf(statement.map((one) => ({ ...one, Effect: 'Deny', Principal: '*' }))), {
      maxLength: 1,
    }),
    { maxLength: 1 },
  ),
})
const identity = fc.record({
  policies: fc.array(document, { maxLength: 2 }),
  boundary: fc.option(ceiling, { nil: undefined, freq: 3 }),
  props: fc.constantFrom<Props>({}, { mfaEnabled: false, tags: ['team=a'] }, { mfaEnabled: true, tags: [] }),
})

const estates = fc
  .record({
    accounts: fc.tuple(organization, organization),
    identities: fc.array(identity, { minLength: 5, maxLength: 5 }),
    same: fc.boolean(),
    trusts: fc.array(fc.oneof(resourceDocument, fc.constant(trust({ AWS: HOME }))), {
      minLength: 2,
      maxLength: 2,
    }),
    policies: fc.array(fc.option(resourceDocument, { nil: null }), { minLength: 4, maxLength: 4 }),
    tags: fc.constantFrom(['team=a'], ['team=b'], []),
  })
  .map(({ accounts, identities, same, trusts, policies, tags }) => {
    const queues = [...QUEUES, FAR_QUEUE].map(
      (id): NodeRecord => ({
        id,
        kind: 'AwsSqsQueue',
        props: { account: id === FAR_QUEUE ? OTHER : HOME, tags: id === QUEUES[0] ? tags : ['team=ab'] },
      }),
    )
    const key = { id: KEY, kind: 'AwsKmsKey', props: { account: HOME, policy: policies[3] ?? null } }
    const ids = [...USERS, ...ROLES]
    const group = `arn:aws:iam::${HOME}:group/g`
    const [first] = identities
    const shared = same && first !== undefined
    return factsOf({
      ...(shared ? { groups: { [group]: first.policies } } : {}),
      accounts: { [HOME]: accounts[0], [OTHER]: accounts[1] },
      identities: Object.fromEntries(
        ids.map((id, at) => {
          const { boundary, policies: own = [], props = {} } = identities[at] ?? {}
          const isRole = at >= USERS.length
          return [
            id,
            {
              props,
              ...(shared && at < 2 ? { groups: [group] } : { policies: own }),
              ...(isRole ? { trust: trusts[at - USERS.length] ?? trust({ AWS: HOME }) } : {}),
              ...(boundary === undefined || (shared && at < 2) ? {} : { boundary }),
            },
          ]
        }),
      ),
      buckets: Object.fromEntries(BUCKETS.map((name, at) => [name, { policy: policies[at] ?? null }])),
      nodes: [...queues, key],
    })
  })

test('the estates have classes of several members, and cells of every kind', () => {
  const found = new Set<string>()
  for (const facts of fc.sample(estates, { numRuns: 25, seed: 5 })) {
    const estate = estateOf(facts)
    const matrix = accessMatrix(estate, ACTIONS, RESOURCES)
    for (const one of estate.classes) if (one.members.length > 1) found.add('class')
    for (const one of estate.identities.values()) {
      if ([...matrix.exceptionsOf(one)].length > 0) found.add('exception')
      for (const id of RESOURCES)
        for (const action of ACTIONS) found.add(`${matrix.cell(one, action, id)} ${one.account === HOME}`)
    }
  }
  expect([...found].sort()).toEqual([
    '0 false',
    '0 true',
    '1 false',
    '1 true',
    '2 false',
    '2 true',
    'class',
    'exception',
  ])
})

test('every cell is what the evaluator says, and rows with their exceptions are all of the cells', () => {
  fc.assert(
    fc.property(estates, (facts) => {
      const estate = estateOf(facts)
      const matrix = accessMatrix(estate, ACTIONS, RESOURCES)
      for (const one of estate.identities.values()) {
        const rows = matrix.rowsOf(one.class)
        const alone = new Map([...matrix.exceptionsOf(one)].map((cell) => [cellKey(cell), cell.value]))
        for (const segment of matrix.segments) {
          for (const [position, { id }] of segment.targets.entries()) {
            for (const [action, name] of matrix.actions.names.entries()) {
              const target = targetAt(estate, id, null)
              const expected = VALUES[decideFor(one, target, name, id).decision]
              const row = rows.find(
                (other) => other.segment === segment && [...numbersIn(other.actions)].includes(action),
              )
              const inRow =
                row === undefined
                  ? 0
                  : has(row.where.must, position)
                    ? 2
                    : has(row.where.may, position)
                      ? 1
                      : 0
              const inRows = alone.get(cellKey({ segment, position, action })) ?? inRow
              const cell = matrix.cell(one, name, id)
              if (cell === expected && inRows === expected) continue
              expect({ one: one.id, name, id, cell, inRows }).toEqual({
                one: one.id,
                name,
                id,
                cell: expected,
                inRows: expected,
              })
            }
          }
        }
      }
    }),
    { numRuns: RUNS },
  )
})

const cellKey = ({
  segment,
  position,
  action,
}: {
  segment: { account: string }
  position: number
  action: number
}) => `${segment.account} ${position} ${action}`

test('one policy that asks for the account of the caller says different things in two accounts', () => {
  const document = {
    Version: '2012-10-17',
    Statement: [
      allow('sqs:SendMessage', '*', { Condition: { StringEquals: { 'kms:CallerAccount': HOME } } }),
    ],
  }
  const estate = estateOf(
    factsOf({
      accounts: { [HOME]: {}, [OTHER]: {} },
      identities: { [user('u')]: { policies: [document] }, [user('w', OTHER)]: { policies: [document] } },
      nodes: [HOME, OTHER].map((account) => ({
        id: `arn:aws:sqs:eu-west-1:${account}:a`,
        kind: 'AwsSqsQueue',
        props: {
          account,
          policy: {
            Version: '2012-10-17',
            Statement: [{ ...allow('sqs:*'), Principal: { AWS: [HOME, OTHER] } }],
          },
        },
      })),
    }),
  )
  const queues = [HOME, OTHER].map((account) => `arn:aws:sqs:eu-west-1:${account}:a`)
  const matrix = accessMatrix(estate, ['sqs:SendMessage'], queues)
  const cells = [...estate.identities.values()].map((one) => [
    one.id,
    ...queues.map((queue) => matrix.cell(one, 'sqs:SendMessage', queue)),
  ])
  expect(cells).toEqual([
    [user('u'), 2, 2],
    [user('w', OTHER), 0, 0],
  ])
})
