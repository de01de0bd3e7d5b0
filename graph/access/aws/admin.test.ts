import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, deny, derive, HOME, OTHER, policy, user } from './testkit.ts'

const ALICE = user('alice')
const iam = (type: string, account = HOME) => `arn:aws:iam::${account}:${type}/*`
const but = (action: readonly string[]): Props => ({ Effect: 'Allow', NotAction: [...action], Resource: '*' })
const MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }

const administration = (statements: readonly Props[], account: Props = {}) =>
  derive({
    accounts: { [HOME]: account },
    identities: { [ALICE]: { policies: [policy(...statements)] } },
  }).edges.find(({ kind }) => kind === 'ADMIN_OF')
const isAdministrator = (...statements: readonly Props[]) => administration(statements) !== undefined

test('who may do everything is an administrator, without a condition', () => {
  expect(administration([allow('*')])).toMatchObject({ from: ALICE, to: HOME, conditions: [] })
})

test.each([
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:UpdateAssumeRolePolicy',
])('who may do everything but %s is none', (action) => {
  expect(isAdministrator(allow('*'), deny(action))).toBe(false)
})

test('each action is allowed on what it is about: users, roles or policies of the account', () => {
  const statements = [
    but(['iam:*']),
    allow(
      ['iam:AttachUserPolicy', 'iam:CreateAccessKey', 'iam:CreateUser', 'iam:PutUserPolicy'],
      iam('user'),
    ),
    allow(
      [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:PassRole',
        'iam:PutRolePolicy',
        'iam:UpdateAssumeRolePolicy',
      ],
      iam('role'),
    ),
    allow('iam:CreatePolicyVersion', iam('policy')),
  ]
  expect(isAdministrator(...statements)).toBe(true)
})

test.each(['user', 'role', 'policy'])('who may not touch any %s is no administrator', (type) => {
  expect(isAdministrator(allow('*'), deny('iam:*', iam(type)))).toBe(false)
  expect(isAdministrator(allow('*'), deny('iam:*', iam(type, OTHER)))).toBe(true)
})

test('IAM alone makes no administrator', () => {
  expect(isAdministrator(allow('iam:*'))).toBe(false)
})

test('three quarters of ordinary work is enough, less is not', () => {
  const closed = ['s3:*', 'sqs:*']
  expect(isAdministrator(allow('*'), deny(closed))).toBe(true)
  expect(isAdministrator(allow('*'), deny([...closed, 'dynamodb:*']))).toBe(false)
})

test('ordinary work is asked about in the account itself', () => {
  const inAccount = (account: string) => `arn:aws:*:*:${account}:*`
  expect(isAdministrator(allow('*'), deny(['ec2:*', 'lambda:*', 'rds:*', 'sqs:*'], inAccount(HOME)))).toBe(
    false,
  )
  expect(isAdministrator(allow('*'), deny(['ec2:*', 'lambda:*', 'rds:*', 'sqs:*'], inAccount(OTHER)))).toBe(
    true,
  )
})

test('a resource control policy that closes the services leaves no administrator', () => {
  const close = (action: readonly string[]) => ({
    resourceControlPolicies: [[policy({ ...deny([...action]), Principal: '*' })]],
  })
  expect(administration([allow('*')], close(['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*']))).toBeUndefined()
  expect(administration([allow('*')], close(['s3:*']))).toBeDefined()
})

test('one region locked in leaves an administrator, for IAM is in it', () => {
  const lock = (region: string) =>
    deny('*', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': region } } })
  expect(administration([allow('*'), lock('us-east-1')])?.conditions).toEqual([])
  expect(isAdministrator(allow('*'), lock('eu-west-1'))).toBe(false)
})

test.each(['iam:AttachRolePolicy', 'iam:CreateUser', 'iam:UpdateAssumeRolePolicy'])(
  'where %s alone asks for MFA, the administrator has that condition',
  (action) => {
    const found = administration([but([action]), allow(action, '*', MFA)])
    expect(found?.conditions).toMatchObject([{ key: 'aws:MultiFactorAuthPresent' }])
  },
)

test('circumstances that one may come to be in are conditions; a limit on what one may do makes none', () => {
  const under = (Condition: Props) => administration([allow('*', '*', { Condition })])
  expect(under({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })?.conditions).toMatchObject([
    { key: 'aws:SourceIp' },
  ])
  expect(under({ StringEquals: { 'aws:ResourceTag/team': 'blue' } })).toBeUndefined()
})
