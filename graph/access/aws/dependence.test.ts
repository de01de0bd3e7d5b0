import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { type ContextValues, createContext } from './context.ts'
import { hangsOnPrincipal, isPrincipalKey, signatureOf, tellsApart } from './dependence.ts'
import { parsePolicy } from './parse.ts'
import { HOME, user } from './testkit.ts'

const ALICE = user('alice')
const compiled = (statement: Props) => {
  const result = parsePolicy({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*', ...statement },
  })
  if (!result.ok) throw new Error(result.reason)
  return result.policy
}
const statementOf = (statement: Props) => {
  const [first] = compiled(statement).statements
  if (first === undefined) throw new Error('no statement')
  return first
}
const when = (operator: string, key: string, value: string): Props => ({
  Condition: { [operator]: { [key]: value } },
})

test.each([
  ['aws:principalarn', true],
  ['aws:principaltag/team', true],
  ['aws:userid', true],
  ['aws:username', true],
  ['aws:multifactorauthpresent', true],
  ['aws:multifactorauthage', true],
  ['aws:sourceip', false],
  ['s3:aws:principalarn', false],
])('%s hangs on who asks: %s', (key, expected) => {
  expect(isPrincipalKey(key)).toBe(expected)
})

test.each([
  ['a condition on the principal', when('ArnLike', 'aws:PrincipalArn', '*'), true],
  ['a condition on the address', when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), false],
  ['a resource named after the user', { Resource: 'arn:aws:s3:::b/$' + '{aws:username}' }, true],
  ['a value named after the user', when('StringLike', 's3:prefix', '$' + '{aws:username}/*'), true],
  ['a resource named after the region', { Resource: 'arn:aws:s3:::b/$' + '{aws:RequestedRegion}' }, false],
] as const)('%s', (_, statement: Props, expected) => {
  expect(hangsOnPrincipal(statementOf(statement))).toBe(expected)
})

test('principals whom a statement does not tell apart have one signature', () => {
  const signature = (statement: Props, values: ContextValues) =>
    signatureOf(statementOf(statement), createContext([values]))
  const limited = {
    Condition: {
      StringEquals: { 'aws:PrincipalTag/team': 'a' },
      IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
    },
  }
  const of = (team: string, address: string) =>
    signature(limited, { 'aws:principaltag/team': [team], 'aws:sourceip': [address] })
  expect(of('a', '10.0.0.1')).toBe(of('a', '192.0.2.1'))
  expect(of('b', '10.0.0.1')).toBe(of('c', '10.0.0.1'))
  expect(of('a', '10.0.0.1')).not.toBe(of('b', '10.0.0.1'))
  expect(signature(when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), { 'aws:sourceip': ['10.0.0.1'] })).toBe(
    '',
  )
})

test('a signature keeps the values of variables apart', () => {
  const Resource = ['arn:aws:s3:::b/$' + '{aws:username}', 'arn:aws:s3:::b/$' + '{aws:userid}']
  const signature = (name: string, id: string) =>
    signatureOf(statementOf({ Resource }), createContext([{ 'aws:username': [name], 'aws:userid': [id] }]))
  expect(signature('a', 'bc')).not.toBe(signature('ab', 'c'))
  expect(signature('a', 'b')).toBe(signature('a', 'b'))
  const region = 'arn:aws:s3:::b/$' + '{aws:RequestedRegion}/$' + '{aws:username}'
  const inRegion = (name: string) =>
    signatureOf(
      statementOf({ Resource: region }),
      createContext([{ 'aws:username': ['a'], 'aws:requestedregion': [name] }]),
    )
  expect(inRegion('eu-west-1')).toBe(inRegion('us-east-1'))
})

const everyone = { Principal: '*' }
test.each([
  ['an Allow for everyone', everyone, false],
  ['an Allow that names a user', { Principal: { AWS: ALICE } }, false],
  ['a Deny for everyone', { Effect: 'Deny', ...everyone }, false],
  ['a Deny for the account', { Effect: 'Deny', Principal: { AWS: HOME } }, false],
  ['a Deny that names a user', { Effect: 'Deny', Principal: { AWS: ALICE } }, true],
  ['a Deny that spares a user', { Effect: 'Deny', NotPrincipal: { AWS: ALICE } }, true],
  ['a condition on the user', { ...everyone, ...when('ArnLike', 'aws:PrincipalArn', ALICE) }, true],
  ['one on the organization', { ...everyone, ...when('StringEquals', 'aws:PrincipalOrgID', 'o-1') }, false],
  [
    'one on the place in the organization',
    { ...everyone, ...when('StringLike', 'aws:PrincipalOrgPaths', 'o-1/*') },
    false,
  ],
  ['one on the account', { ...everyone, ...when('StringEquals', 'aws:PrincipalAccount', HOME) }, false],
  ['one on services', { ...everyone, ...when('Bool', 'aws:PrincipalIsAWSService', 'true') }, false],
  ['one on the address', { ...everyone, ...when('IpAddress', 'aws:SourceIp', '10.0.0.0/8') }, false],
  [
    'one of several conditions',
    {
      ...everyone,
      Condition: {
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        StringEquals: { 'aws:PrincipalTag/team': 'a' },
      },
    },
    true,
  ],
  [
    'a value named after the user',
    { ...everyone, ...when('StringLike', 's3:prefix', '$' + '{aws:username}/*') },
    true,
  ],
  ['a resource named after the user', { ...everyone, Resource: 'arn:aws:s3:::b/$' + '{aws:username}' }, true],
] as const)('%s tells users of an account apart: %s', (_, statement, expected) => {
  expect(tellsApart(compiled(statement))).toBe(expected)
  expect(tellsApart(compiled(statement))).toBe(expected)
})
