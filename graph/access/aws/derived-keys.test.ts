import { describe, expect, test } from 'vitest'
import { derivedKeys, impliedKeys } from './derived-keys.ts'
import { parsePrincipal } from './principal.ts'
import { HOME, OTHER, role, user } from './testkit.ts'

function keysOf(text: string) {
  const principal = parsePrincipal(text)
  if (principal === null) throw new Error(`${text} is no principal`)
  return derivedKeys(principal, OTHER)
}
const names = (text: string, value: 'absent' | 'known') =>
  Object.entries(keysOf(text))
    .filter(([, values]) => (values === 'absent') === (value === 'absent'))
    .map(([name]) => name)
    .sort()

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
describe('of who asks follows', () => {
  const SERVICE = ['aws:principalservicename', 'aws:principalservicenameslist']

  test.each([
    ['a user', user('ann'), 'User', user('ann'), ['ann']],
    ['a role', role('app'), 'AssumedRole', role('app'), 'absent'],
    ['a session', `arn:aws:sts::${HOME}:assumed-role/app/one`, 'AssumedRole', role('app'), 'absent'],
    ['the root user', `arn:aws:iam::${HOME}:root`, 'Account', `arn:aws:iam::${HOME}:root`, 'absent'],
    [
      'a federated user',
      `arn:aws:sts::${HOME}:federated-user/fay`,
      'FederatedUser',
      `arn:aws:sts::${HOME}:federated-user/fay`,
      'absent',
    ],
  ])('type, ARN, account and name: %s', (_, text, type, arn, username) => {
    expect(keysOf(text)).toMatchObject({
      'aws:principalisawsservice': ['false'],
      'aws:principaltype': [type],
      'aws:principalarn': [arn],
      'aws:principalaccount': [HOME],
      'kms:calleraccount': [HOME],
      'aws:username': username,
      'aws:resourceaccount': [OTHER],
    })
    for (const name of SERVICE) expect(keysOf(text)[name]).toBe('absent')
  })

  test('the user id of the root user alone: it is the account', () => {
    expect(keysOf(`arn:aws:iam::${HOME}:root`)['aws:userid']).toEqual([HOME])
    expect(keysOf(user('ann'))['aws:userid']).toBeUndefined()
  })

  test('that a service is one, by its name, and has neither ARN nor organization', () => {
    expect(keysOf('s3.amazonaws.com')).toMatchObject({
      'aws:principalisawsservice': ['true'],
      'aws:principalservicename': ['s3.amazonaws.com'],
    })
    expect(names('s3.amazonaws.com', 'absent')).toEqual([
      'aws:principalaccount',
      'aws:principalarn',
      'aws:principalorgid',
      'aws:username',
    ])
  })

  const UNSIGNED = [
    'aws:multifactorauthage',
    'aws:multifactorauthpresent',
    'aws:principalarn',
    'aws:principalisawsservice',
    'aws:principalorgid',
    'aws:principalorgpaths',
    ...SERVICE,
    'aws:tokenissuetime',
    'aws:username',
  ]

  test('that the anonymous have no credentials, and are called so', () => {
    expect(names('*', 'absent')).toEqual(UNSIGNED)
    expect(keysOf('*')).toMatchObject({
      'aws:principaltype': ['Anonymous'],
      'aws:principalaccount': ['anonymous'],
    })
  })

  test('that whoever comes by an identity provider has no credentials yet', () => {
    const provider = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`
    expect(names(provider, 'absent')).toEqual(UNSIGNED)
    expect(names(provider, 'known')).toEqual(['aws:resourceaccount'])
  })
})

test('whose the resource is stays open where that is not known', () => {
  const principal = parsePrincipal(user('ann'))
  expect(principal === null ? null : derivedKeys(principal, null)['aws:resourceaccount']).toBeUndefined()
})

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
test.each([
  ['MFA that was not used', { 'aws:MultiFactorAuthPresent': ['false'] }, true],
  ['a key that is absent', { 'aws:multifactorauthpresent': 'absent' as const }, true],
  ['MFA that was used', { 'aws:MultiFactorAuthPresent': ['true'] }, false],
  ['nothing known', {}, false],
  ['another key', { 'aws:SecureTransport': ['false'] }, false],
])('whether there is an age of MFA follows from %s', (_, known, isAbsent) => {
  expect(impliedKeys(known)).toEqual(isAbsent ? { 'aws:multifactorauthage': 'absent' } : {})
})
