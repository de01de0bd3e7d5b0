import { describe, expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { isChosenByCaller, principalContext, resourceContext } from './known-context.ts'
import { HOME, role, user } from './testkit.ts'

const alice = (props: Props = {}): NodeRecord => ({ id: user('alice'), kind: 'AwsIamUser', props })
const app = (props: Props = {}): NodeRecord => ({ id: role('app'), kind: 'AwsIamRole', props })
const account = (props: Props = {}): NodeRecord => ({ id: HOME, kind: 'AwsAccount', props })
const key = (props: Props = {}): NodeRecord => ({ id: 'arn:aws:kms:::key/1', kind: 'AwsKmsKey', props })

test.each([
  'aws:RequestedRegion',
  'AWS:USERAGENT',
  's3:prefix',
  'aws:RequestTag/team',
  'kms:EncryptionContext:app',
  'kms:EncryptionContextKeys',
  'token.actions.githubusercontent.com:aud',
])('whoever calls chooses %s', (name) => {
  expect(isChosenByCaller(name)).toBe(true)
})

test.each([
  'aws:SourceIp',
  'aws:ResourceTag/team',
  'aws:ResourceTag/aws:RequestTag/team',
  'aws:ResourceTag/kms:EncryptionContext',
  'token.actions.githubusercontent.com:sub',
  'token.actions.githubusercontent.com:audience',
  'aud',
])('nobody chooses %s', (name) => {
  expect(isChosenByCaller(name)).toBe(false)
})

describe('a principal', () => {
  const valuesOf = (node: NodeRecord, of?: NodeRecord) => principalContext(node, of).values

  test('is known by its ARN', () => {
    expect(valuesOf(app())).toEqual({ 'aws:principalarn': [role('app')] })
  })

  test("a user's unique id is aws:userid; a role's id is only a part of it", () => {
    expect(valuesOf(alice({ uniqueId: 'AIDA1' }))).toMatchObject({ 'aws:userid': ['AIDA1'] })
    expect(valuesOf(app({ uniqueId: 'AROA1' }))).not.toHaveProperty('aws:userid')
    expect(valuesOf(alice({ uniqueId: null }))).not.toHaveProperty('aws:userid')
  })

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
  test('a user without a device never passes MFA: with access keys the key is absent, by password it is false', () => {
    const withoutDevice = (activeAccessKeys: number) =>
      valuesOf(alice({ mfaEnabled: false, activeAccessKeys }))
    expect(withoutDevice(1)).toMatchObject({
      'aws:multifactorauthpresent': 'absent',
      'aws:multifactorauthage': 'absent',
    })
    expect(withoutDevice(0)).toMatchObject({
      'aws:multifactorauthpresent': ['false'],
      'aws:multifactorauthage': 'absent',
    })
  })

  test.each([
    ['a user with a device', alice({ mfaEnabled: true })],
    ['a user whose devices were not collected', alice()],
    ['a role', app({ mfaEnabled: false })],
  ])('of %s it is not known whether MFA is passed', (_, node) => {
    expect(valuesOf(node)).not.toHaveProperty('aws:multifactorauthpresent')
    expect(valuesOf(node)).not.toHaveProperty('aws:multifactorauthage')
  })

  test('brings its tags, also empty ones and those with an equals sign', () => {
    expect(valuesOf(app({ tags: ['team=blue', 'query=a=b', 'flag'] }))).toMatchObject({
      'aws:principaltag/team': ['blue'],
      'aws:principaltag/query': ['a=b'],
      'aws:principaltag/flag': [''],
    })
  })

  test('what is no text is no tag', () => {
    expect(valuesOf(app({ tags: ['team=blue', 7, null] }))).toEqual({
      'aws:principalarn': [role('app')],
      'aws:principaltag/team': ['blue'],
    })
  })

  test('other tags of a user are absent where tags were read; a session may bring more than its role has', () => {
    expect(principalContext(alice({ tags: [] }), undefined).families).toEqual(['aws:principaltag/'])
    expect(principalContext(alice(), undefined).families).toEqual([])
    expect(principalContext(app({ tags: [] }), undefined).families).toEqual([])
  })

  test('is in the organization of its account, by id and by path', () => {
    expect(
      valuesOf(app(), account({ organization: 'o-1', organizationPath: ['r-1', 'ou-1'] })),
    ).toMatchObject({
      'aws:principalorgid': ['o-1'],
      'aws:principalorgpaths': ['o-1/r-1/ou-1/'],
    })
  })

  test('has no organization where its account is in none', () => {
    expect(valuesOf(app(), account({ organization: null }))).toMatchObject({
      'aws:principalorgid': 'absent',
      'aws:principalorgpaths': 'absent',
    })
  })

  test('what was not collected of the organization is not known', () => {
    expect(Object.keys(valuesOf(app(), account({ organization: 'o-1' })))).toEqual([
      'aws:principalarn',
      'aws:principalorgid',
    ])
    expect(Object.keys(valuesOf(app(), account()))).toEqual(['aws:principalarn'])
  })
})

describe('a resource', () => {
  test('is known by its tags, and other tags are absent where tags were read', () => {
    expect(resourceContext(key({ tags: ['team=blue'] }), undefined)).toEqual({
      values: { 'aws:resourcetag/team': ['blue'] },
      families: ['aws:resourcetag/'],
    })
    expect(resourceContext(key(), undefined)).toEqual({ values: {}, families: [] })
  })

  test('a key is known by its aliases', () => {
    expect(resourceContext(key({ aliases: ['alias/data', 7, 'alias/old'] }), undefined).values).toEqual({
      'kms:resourcealiases': ['alias/data', 'alias/old'],
    })
  })

  test('is in the organization of its account', () => {
    const { values } = resourceContext(key(), account({ organization: 'o-1', organizationPath: ['r-1'] }))
    expect(values).toEqual({ 'aws:resourceorgid': ['o-1'], 'aws:resourceorgpaths': ['o-1/r-1/'] })
  })
})
