import { expect, test } from 'vitest'
import { evaluateCase } from './case.ts'

const request = {
  principal: 'arn:aws:iam::111111111111:user/alice',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::bucket/key',
}
const allow = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }
const errorOf = (input: unknown) => {
  const result = evaluateCase(input)
  return result.ok ? null : result.error
}

test('tells the statement that decided, and the level only of control policies', () => {
  const levels = { serviceControlPolicies: [[allow], [allow, allow]] }
  const result = evaluateCase({ id: 7, request, identityPolicies: [allow], ...levels })
  const by = { statement: 0, sid: null, effect: 'Allow' }
  const level = (index: number, document: number) => ({
    layer: 'serviceControlPolicies',
    index,
    document,
    ...by,
  })
  expect(result).toEqual({
    ok: true,
    id: 7,
    answer: {
      decision: 'allowed',
      by: [level(0, 0), level(1, 0), level(1, 1), { layer: 'identityPolicies', index: 0, ...by }],
      stoppedBy: null,
      conditions: [],
      reason: expect.stringContaining('allow'),
    },
  })
})

test('a case without an id has none, a name is one too', () => {
  expect(evaluateCase({ request })).toMatchObject({ ok: true, id: null })
  expect(evaluateCase({ id: 'a', request })).toMatchObject({ ok: true, id: 'a' })
})

test('what is no case is told with its id, if it has one', () => {
  expect(evaluateCase('nothing')).toMatchObject({ ok: false, id: null })
  expect(errorOf('nothing')).toMatch(/^the line: /)
  const result = evaluateCase({ id: 'a', request: { ...request, principal: '', action: 'GetObject' } })
  expect(result).toMatchObject({ ok: false, id: 'a' })
  expect(errorOf({ request: { ...request, action: 'GetObject' } })).toBe(
    'request.action: must be like s3:GetObject',
  )
  expect(errorOf({ request: { ...request, resourceAccount: '12' } })).toBe(
    'request.resourceAccount: must be twelve digits',
  )
})

test('of many mistakes three are told', () => {
  const bad = { principal: '', action: '', resource: '', resourceAccount: '' }
  expect(errorOf({ request: bad })?.split('; ')).toHaveLength(3)
})

test.each(['xs3:Get Object', 's3:Get:Object', 's3: GetObject', 's3:', ':GetObject'])(
  '%s is no action',
  (action) => {
    expect(errorOf({ request: { ...request, action } })).toContain('request.action')
  },
)

test('of what is no principal the first characters are told', () => {
  const principal = 'x'.repeat(200)
  expect(errorOf({ id: 1, request: { ...request, principal } })).toBe(
    `request.principal: "${'x'.repeat(120)}" is no ARN of a principal, service or *`,
  )
})

test.each([
  ['identityPolicies[1]', { identityPolicies: [allow, 7] }],
  ['permissionBoundaries[0]', { permissionBoundaries: [7] }],
  ['sessionPolicies[0]', { sessionPolicies: [7] }],
  ['resourcePolicy', { resourcePolicy: 7 }],
  ['serviceControlPolicies[1][0]', { serviceControlPolicies: [[allow], [7]] }],
  ['resourceControlPolicies[0][1]', { resourceControlPolicies: [[allow, 7]] }],
])('a document that is none is told by its place: %s', (place, policies) => {
  const result = evaluateCase({ id: 1, request, ...policies })
  expect(result).toMatchObject({ ok: false, id: 1 })
  expect(errorOf({ request, ...policies })?.startsWith(`${place}: `)).toBe(true)
})

test('the account of the resource is the one that is said, else that of its ARN, else that of who asks', () => {
  const key = { Version: '2012-10-17', Statement: { ...allow.Statement, Condition: {} } }
  const decision = (more: object, account: string) => {
    const Condition = { StringEquals: { 'aws:ResourceAccount': account } }
    const document = { ...key, Statement: { ...allow.Statement, Condition } }
    const result = evaluateCase({ request: { ...request, ...more }, identityPolicies: [document] })
    return result.ok ? result.answer.decision : result.error
  }
  const queue = { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:111111111111:jobs' }
  expect(decision(queue, '111111111111')).toBe('allowed')
  expect(decision({ resource: 'arn:aws:s3:::bucket/key' }, '111111111111')).toBe('allowed')
  expect(decision({ resourceAccount: '111111111111' }, '111111111111')).toBe('allowed')
  expect(decision({ ...queue, resourceAccount: '222222222222' }, '111111111111')).toBe('denied')
})

test('values of the context may be numbers, truth values and lists', () => {
  const Condition = {
    NumericEquals: { 's3:max-keys': '10' },
    Bool: { 'aws:SecureTransport': 'true' },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] },
  }
  const document = { ...allow, Statement: { ...allow.Statement, Condition } }
  const context = { 's3:max-keys': 10, 'aws:SecureTransport': true, 'aws:TagKeys': ['a', 'b'] }
  const result = evaluateCase({ request: { ...request, context }, identityPolicies: [document] })
  expect(result).toMatchObject({ ok: true, answer: { decision: 'allowed' } })
})
