import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { ask } from './ask.ts'
import { estateOf } from './estate.ts'
import { outsiders } from './outsiders.ts'
import { targetAt } from './resource-policies.ts'
import { allow, deny, FOREIGN, factsOf, HOME, OTHER, policy, role, user } from './testkit.ts'

const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`
const SEND = 'sqs:SendMessage'
const statement = (AWS: string, more: Props = {}) => ({ ...allow(SEND, '*', more), Principal: { AWS } })
const byArn = (pattern: string, operator = 'ArnLike') => ({
  Condition: { [operator]: { 'aws:PrincipalArn': pattern } },
})

function outside(statements: readonly Props[], accounts: { readonly [id: string]: Props } = { [OTHER]: {} }) {
  const node = { id: QUEUE, kind: 'AwsSqsQueue', props: { account: HOME, policy: policy(...statements) } }
  const estate = estateOf(factsOf({ identities: {}, accounts, nodes: [node] }))
  const target = targetAt(estate, QUEUE, HOME)
  return outsiders(estate, target, SEND).map(({ node: from, askers }) => ({
    from,
    asked: askers.map(({ principal }) => principal.arn),
    answers: askers.map((asker) => ask(asker, target, SEND, QUEUE).decision.decision),
  }))
}
const asked = (...statements: readonly Props[]) =>
  Object.fromEntries(outside(statements).map((one) => [one.from.id, one.asked]))
const root = (account: string) => `arn:aws:iam::${account}:root`

describe('let in from outside is', () => {
  test('an account of the snapshot as a whole, by its own node', () => {
    const [one, ...others] = outside([statement(OTHER)])
    expect(others).toEqual([])
    expect(one).toMatchObject({ from: { id: OTHER, kind: 'AwsAccount' }, asked: [user('anyone', OTHER)] })
  })

  test('an account that was not read, as somebody external', () => {
    const props = { provider: 'aws', account: FOREIGN, anyone: false }
    expect(outside([statement(FOREIGN)]).map(({ from }) => from)).toEqual([
      {
        id: root(FOREIGN),
        kind: 'ExternalPrincipal',
        props: { ...props, name: `account ${FOREIGN}`, type: 'account' },
      },
    ])
    expect(
      outside([statement(user('x', FOREIGN)), statement(role('y', FOREIGN))]).map(({ from }) => from),
    ).toEqual([
      {
        id: user('x', FOREIGN),
        kind: 'ExternalPrincipal',
        props: { ...props, name: 'x', type: 'user' },
      },
      { id: role('y', FOREIGN), kind: 'ExternalPrincipal', props: { ...props, name: 'y', type: 'role' } },
    ])
  })

  test('a principal of an account of the snapshot, by the account', () => {
    expect(asked(statement(user('x', OTHER)), statement(role('y', OTHER)))).toEqual({
      [OTHER]: [user('x', OTHER), role('y', OTHER)],
    })
  })

  test('whoever there is, and every other account of the snapshot', () => {
    expect(asked(statement('*'))).toEqual({
      AnyAwsPrincipal: [user('anyone', '000000000000')],
      [OTHER]: [user('anyone', OTHER)],
    })
    const [anyone] = outside([statement('*')])
    expect(anyone?.from).toEqual({
      id: 'AnyAwsPrincipal',
      kind: 'ExternalPrincipal',
      props: { name: 'any AWS principal', provider: 'aws', type: 'any-aws-principal', anyone: true },
    })
  })

  test('nobody of the same account, and nobody by a Deny or for another action', () => {
    const others = [
      { ...deny(SEND), Principal: { AWS: FOREIGN } },
      { ...allow('sqs:ReceiveMessage'), Principal: { AWS: FOREIGN } },
    ]
    expect(asked(statement(HOME), statement(user('x')), ...others)).toEqual({})
  })
})

describe('of an account are asked', () => {
  const members = (pattern: string, operator?: string) =>
    asked(statement('*', byArn(pattern, operator)))[OTHER]?.slice(1)

  test.each([
    ['a pattern for any account', 'arn:aws:iam::*:role/deploy-*', [role('deploy-x', OTHER)]],
    ['a pattern for this account', `arn:aws:iam::${OTHER}:role/a?c`, [role('axc', OTHER)]],
    ['a pattern for everyone', `arn:aws:iam::${OTHER}:*`, [user('anyone', OTHER)]],
    ['near miss: another account', `arn:aws:iam::${FOREIGN}:role/deploy`, []],
    ['near miss: no ARN', 'deploy', []],
  ])('whom conditions on the ARN name: %s', (_, pattern, expected) => {
    expect(members(pattern)).toEqual(expected)
  })

  test('not whom they leave out', () => {
    expect(members(role('deploy', OTHER), 'ArnNotLike')).toEqual([])
  })
})

describe('their own side', () => {
  test('grants what their administrator likes, within the policies of the organization', () => {
    expect(outside([statement(OTHER)]).map(({ answers }) => answers)).toEqual([['allowed']])
    const stopped = { [OTHER]: { serviceControlPolicies: [[policy(allow('s3:*'))]] } }
    expect(outside([statement(OTHER)], stopped).map(({ answers }) => answers)).toEqual([['denied']])
  })

  test('is of no organization of ours where it is the attacker, and of the one that was read', () => {
    const ours = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }
    const found = outside([statement('*', ours)], { [OTHER]: { organization: 'o-1' } })
    expect(found.map(({ from, answers }) => [from.id, answers])).toEqual([
      ['AnyAwsPrincipal', ['denied']],
      [OTHER, ['allowed']],
    ])
  })

  test.each([
    ['aws:PrincipalAccount', FOREIGN, 'allowed'],
    ['aws:PrincipalAccount', OTHER, 'denied'],
    ['aws:PrincipalIsAWSService', 'true', 'denied'],
    ['aws:PrincipalIsAWSService', 'false', 'allowed'],
  ])('%s %s is %s', (key, value, expected) => {
    const operator = key.endsWith('Service') ? 'Bool' : 'StringEquals'
    const found = outside([statement(FOREIGN, { Condition: { [operator]: { [key]: value } } })])
    expect(found.map(({ answers }) => answers)).toEqual([[expected]])
  })
})
