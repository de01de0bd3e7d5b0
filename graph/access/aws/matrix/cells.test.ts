import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../../snapshot/records.ts'
import { estateOf } from '../estate.ts'
import { allow, deny, type EstateParts, factsOf, HOME, OTHER, policy, role, user } from '../testkit.ts'
import { cellsOf } from './cells.testkit.ts'
import { accessMatrix } from './matrix.ts'

const SEND = 'sqs:sendmessage'
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:q`
const [U, W] = [user('u'), user('w', OTHER)]
const queue = (document: Props | null, id = QUEUE, more: Props = {}): NodeRecord => ({
  id,
  kind: 'AwsSqsQueue',
  props: { account: id.split(':')[4] ?? '', policy: document, ...more },
})
const to = (principal: string | readonly string[], more: Props = {}) => ({
  ...allow(SEND, '*', more),
  Principal: { AWS: principal },
})
const ALL = [policy(allow('*'))]

/** What everybody may do with the resources, as `name value`; the evaluator, the cells and the rows must say it alike. */
function may(
  parts: EstateParts,
  resources: readonly string[] = [QUEUE],
  actions = [SEND],
): readonly string[] {
  const facts = factsOf({ ...parts, accounts: { [HOME]: {}, [OTHER]: {}, ...parts.accounts } })
  return cellsOf(facts, actions, resources).map(({ who, answers: { evaluator, cell, row } }) => {
    expect({ cell, row }).toEqual({ cell: evaluator, row: evaluator })
    return `${who.slice(who.lastIndexOf('/') + 1)} ${evaluator}`
  })
}

const both = { [U]: {}, [W]: {} }
const bothWithAll = { [U]: { policies: ALL }, [W]: { policies: ALL } }

test.each([
  ['the own policy, at home alone', null, bothWithAll, ['u 2', 'w 0']],
  [
    'the own policy and an account in a later statement',
    policy(to('555555555555'), to(OTHER)),
    bothWithAll,
    ['u 2', 'w 2'],
  ],
  ['an account without an own policy', policy(to([HOME, OTHER])), both, ['u 0', 'w 0']],
  ['everyone, who is granted it alone at home', policy(to('*')), both, ['u 2', 'w 0']],
  ['everyone, with an own policy elsewhere', policy(to('*')), bothWithAll, ['u 2', 'w 2']],
  [
    'everyone but for some, of which nobody can tell',
    policy(to('*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })),
    bothWithAll,
    ['u 2', 'w 1'],
  ],
  ['who is named, at home alone', policy(to([U, W])), both, ['u 2', 'w 0']],
  [
    'a Deny on an account',
    policy(to('*'), { ...deny(SEND), Principal: { AWS: OTHER } }),
    bothWithAll,
    ['u 2', 'w 0'],
  ],
  [
    'a Deny that nobody can tell',
    policy(to('*'), {
      ...deny(SEND, '*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
      Principal: '*',
    }),
    bothWithAll,
    ['u 1', 'w 1'],
  ],
  [
    'nothing but a Deny that nobody can tell',
    policy({
      ...deny(SEND, '*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
      Principal: '*',
    }),
    bothWithAll,
    ['u 1', 'w 0'],
  ],
  [
    'calls that no service makes',
    policy(to('*', { Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } } })),
    both,
    ['u 2', 'w 0'],
  ],
  [
    'calls by way of a service, which these are not',
    policy(to('*', { Condition: { Bool: { 'aws:ViaAWSService': 'true' } } })),
    both,
    ['u 0', 'w 0'],
  ],
  [
    'the account that calls',
    policy(to('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': OTHER } } })),
    bothWithAll,
    ['u 2', 'w 2'],
  ],
  [
    'the account that calls, which is another',
    policy(to('*', { Condition: { StringEquals: { 'kms:CallerAccount': HOME } } })),
    bothWithAll,
    ['u 2', 'w 0'],
  ],
])('a queue gives by %s', (_, document, identities, expected) => {
  expect(may({ identities, nodes: [queue(document)] })).toEqual(expected)
})

test('of queues of one account each is told by what its own policy says', () => {
  const ids = ['a', 'b', 'c', 'd'].map((name) => `arn:aws:sqs:eu-west-1:${HOME}:${name}`)
  const documents = [policy(to('*')), null, policy(to(OTHER)), policy(to('*'))]
  const nodes = ids.map((id, at) => queue(documents[at] ?? null, id))
  const identities = {
    [W]: { policies: [policy(allow(SEND, ids[0] ?? ''), allow(SEND, ids[2] ?? ''))] },
    [U]: {},
  }
  expect(may({ identities, nodes }, ids)).toEqual(['w 2', 'w 0', 'w 2', 'w 0', 'u 2', 'u 0', 'u 0', 'u 2'])
})

test('a key without a policy of which anybody hears gives nobody anything', () => {
  const key = (document: Props | null): NodeRecord => ({
    id: `arn:aws:kms:eu-west-1:${HOME}:key/1`,
    kind: 'AwsKmsKey',
    props: { account: HOME, policy: document },
  })
  const ask = (document: Props | null) =>
    may(
      { identities: bothWithAll, nodes: [key(document)] },
      [`arn:aws:kms:eu-west-1:${HOME}:key/1`],
      ['kms:decrypt'],
    )
  const says = (principal: string) => policy({ ...allow('kms:*'), Principal: { AWS: principal } })
  expect(ask(null)).toEqual(['u 0', 'w 0'])
  expect(ask(says(HOME))).toEqual(['u 2', 'w 0'])
  expect(ask(says('*'))).toEqual(['u 2', 'w 2'])
  expect(ask(says('555555555555'))).toEqual(['u 0', 'w 0'])
})

test('a service control policy stops all of an account but service-linked roles', () => {
  const linked = role('aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty')
  const identities = { [linked]: { policies: ALL }, [U]: { policies: ALL } }
  const accounts = { [HOME]: { organization: 'o-1', serviceControlPolicies: [[policy(allow('s3:*'))]] } }
  expect(may({ accounts, identities, nodes: [queue(null)] })).toEqual([
    'u 0',
    'AWSServiceRoleForAmazonGuardDuty 2',
  ])
})

test('a boundary that says nothing of an action leaves nothing of it', () => {
  const within = (document: Props) =>
    may({ identities: { [U]: { policies: ALL, boundary: document } }, nodes: [queue(null)] })
  expect(within(policy(allow('s3:*')))).toEqual(['u 0'])
  expect(within(policy(allow('sqs:*')))).toEqual(['u 2'])
  expect(within(policy(allow('*'), deny('sqs:*')))).toEqual(['u 0'])
})

test('somebody whose account has no resources among those that are asked about is told of others', () => {
  const identities = { [W]: { policies: ALL } }
  expect(may({ identities, nodes: [queue(policy(to(OTHER)))] })).toEqual(['w 2'])
})

test('a resource or an action that was not asked about is denied, and one that is given twice is one', () => {
  const estate = estateOf(factsOf({ identities: { [U]: { policies: ALL } }, nodes: [queue(null)] }))
  const matrix = accessMatrix(estate, [SEND, 'SQS:SendMessage'], [QUEUE, QUEUE])
  const one = estate.identities.get(U)
  if (one === undefined) throw new Error('no user')
  expect(matrix.segments.map(({ targets }) => targets.map(({ id }) => id))).toEqual([[QUEUE]])
  expect(matrix.actions.names).toEqual([SEND])
  expect(matrix.cell(one, 'SQS:SendMessage', QUEUE)).toBe(2)
  expect(matrix.cell(one, SEND, `${QUEUE}2`)).toBe(0)
  expect(matrix.cell(one, 'sqs:receivemessage', QUEUE)).toBe(0)
})
