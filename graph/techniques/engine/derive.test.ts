import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { ACCOUNT, document, iamArn, identity, trustFor } from '../aws/example.ts'
import { AWS_PRIVILEGES } from '../aws/index.ts'
import type { GraphLiteral } from '../technique.ts'
import { derivePrivilegesIn } from '../techniques.testkit.ts'
import { MANY_TARGETS } from './hubs.ts'

const lambda = AWS_PRIVILEGES.filter(({ id }) => id === 'lambda-001')
const roles = (count: number, service = 'lambda.amazonaws.com') =>
  Array.from({ length: count }, (_, at) =>
    identity(iamArn(`role/r-${at}`), 'role', { trustPolicy: trustFor(service) }),
  )
const allow = (action: readonly string[], resource: string, more: Props = {}): Props => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
})
const PASS = ['iam:PassRole', 'lambda:*']

/** Users who share one policy, and roles that Lambda may take. */
function estate(users: number, targets: number, statements: readonly Props[]): GraphLiteral {
  const ids = Array.from({ length: users }, (_, at) => iamArn(`user/u-${at}`))
  return {
    nodes: [
      [ACCOUNT, 'AwsAccount', { account: ACCOUNT }],
      ...ids.map((id) => identity(id, 'user')),
      ['shared', 'AwsIamPolicy', { type: 'customer-managed', document: document(statements) }],
      ...roles(targets),
    ],
    facts: ids.map((id) => [id, 'HAS_POLICY', 'shared'] as const),
  }
}
const derive = (literal: GraphLiteral) => derivePrivilegesIn(lambda, literal)

describe('edges grow with the input', () => {
  test('principals with the same policies share one edge, and each is in the class it leaves from', () => {
    const { edges, facts = [] } = derive(estate(50, 1, [allow(PASS, '*')]))
    expect(edges).toHaveLength(1)
    expect(facts.filter(({ kind, to }) => kind === 'IN_ACCESS_CLASS' && to === edges[0]?.from)).toHaveLength(
      50,
    )
  })
  test('many targets go through one node that includes them', () => {
    const { edges, facts = [] } = derive(estate(1, MANY_TARGETS + 1, [allow(PASS, '*')]))
    expect(edges).toHaveLength(1)
    const included = facts.filter(({ from, kind }) => from === edges[0]?.to && kind === 'INCLUDES')
    expect(included).toHaveLength(MANY_TARGETS + 1)
    expect(included[0]?.props.evidence).toMatchObject([{ type: 'trust-policy' }])
  })
  test('few targets have an edge each', () => {
    expect(derive(estate(1, MANY_TARGETS, [allow(PASS, '*')])).edges).toHaveLength(MANY_TARGETS)
  })
})

describe('targets are told apart by what policies say about them', () => {
  const ends = (statements: readonly Props[], count = 5) =>
    derive(estate(1, count, statements)).edges.map(({ to }) => to.split('/').at(-1))
  const lambdaAll = allow(['lambda:*'], '*')

  test('a literal ARN reaches its role alone', () => {
    expect(ends([lambdaAll, allow(['iam:PassRole'], iamArn('role/r-3'))])).toEqual(['r-3'])
  })
  test('a prefix reaches what begins like it', () => {
    expect(ends([lambdaAll, allow(['iam:PassRole'], iamArn('role/r-1*'))], 12)).toEqual([
      'r-1',
      'r-10',
      'r-11',
    ])
  })
  test('a denied role is left out', () => {
    const deny = { Effect: 'Deny', Action: 'iam:PassRole', Resource: iamArn('role/r-0') }
    expect(ends([allow(PASS, '*'), deny])).toEqual(['r-1', 'r-2', 'r-3', 'r-4'])
  })
  test('NotResource in an Allow leaves its role out', () => {
    const statement = { Effect: 'Allow', Action: 'iam:PassRole', NotResource: iamArn('role/r-2') }
    expect(ends([lambdaAll, statement])).not.toContain('r-2')
  })
})

describe('what a name could be is tried', () => {
  test('functions that must be called something are called that', () => {
    const named = allow(['lambda:*'], `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:team-*`)
    expect(derive(estate(1, 1, [named, allow(['iam:PassRole'], '*')])).edges).toHaveLength(1)
  })
  test('creating one name and invoking another is not enough', () => {
    const arn = (name: string) => `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`
    const statements = [
      allow(['iam:PassRole'], '*'),
      allow(['lambda:CreateFunction'], arn('a-*')),
      allow(['lambda:InvokeFunction'], arn('b-*')),
    ]
    expect(derive(estate(1, 1, statements)).edges).toEqual([])
  })
})

test('an unknown condition stays on the edge and halves its likelihood', () => {
  const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }
  const [free] = derive(estate(1, 1, [allow(PASS, '*')])).edges
  const [guarded] = derive(estate(1, 1, [allow(PASS, '*', mfa)])).edges
  expect(guarded?.conditions.map(({ key }) => key)).toEqual(['aws:MultiFactorAuthPresent'])
  expect(guarded?.likelihood).toBe((free?.likelihood ?? 0) / 2)
})

test('what only a control stops is told as blocked', () => {
  const deny = { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }
  const { edges, blocked } = derive(estate(1, 1, [allow(PASS, '*'), deny]))
  expect(edges).toEqual([])
  expect(blocked).toMatchObject([{ technique: 'lambda-001', by: { id: 'shared', statement: 1 } }])
})

test('a control that stops a class on many targets is told once, for all of them', () => {
  const deny = { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }
  const { blocked } = derive(estate(3, 20, [allow(PASS, '*'), deny]))
  expect(blocked).toHaveLength(1)
  expect(blocked[0]?.standsFor).toBe(60)
})

test('an administrator gets no technique edges', () => {
  expect(derive(estate(1, 1, [allow(['*'], '*')])).edges).toEqual([])
})

test('roles of another account are out of reach', () => {
  const literal = estate(1, 0, [allow(PASS, '*')])
  const foreign = 'arn:aws:iam::222222222222:role/admin'
  const other = identity(foreign, 'role', {
    account: '222222222222',
    trustPolicy: trustFor('lambda.amazonaws.com'),
  })
  expect(derive({ ...literal, nodes: [...literal.nodes, other] }).edges).toEqual([])
})
