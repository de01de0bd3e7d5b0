import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { estateOf } from './estate.ts'
import { groupIdentities } from './groups.ts'
import { allow, deny, type EstateParts, factsOf, HOME, OTHER, policy, user } from './testkit.ts'

const [ANN, BEA] = [user('ann'), user('bea')]
const GET = 's3:GetObject'
const DATA = 'arn:aws:s3:::data/*'

type Parts = EstateParts['identities'][string]
const groupsOf = (ann: Parts, bea: Parts, more: Partial<EstateParts> = {}, action = GET) =>
  groupIdentities(estateOf(factsOf({ identities: { [ANN]: ann, [BEA]: bea }, ...more })), new Set())
    .of(HOME, action)
    .map(({ members }) => members.map(({ id }) => id))
const by = (...statements: readonly Props[]): Parts => ({ policies: [policy(...statements)] })
const when = (operator: string, key: string, value: string) => ({
  Condition: { [operator]: { [key]: value } },
})

describe('of one group are identities whose policies say the same about the action', () => {
  test.each<[string, Parts, Parts]>([
    ['in one statement or among others', by(allow(GET, DATA)), by(allow('sqs:*'), allow(GET, DATA))],
    ['once or twice', by(allow(GET, DATA)), by(allow(GET, DATA), allow(GET, DATA))],
    ['in another order', by(allow(GET, DATA), deny(GET)), by(deny(GET), allow(GET, DATA))],
    ['by a pattern or by name', by(allow('s3:Get*', DATA)), by(allow(GET, DATA))],
    ['where all is allowed, whatever more', by(allow('s3:*'), allow(GET, DATA)), by(allow(GET))],
    ['where nothing is said', by(allow('sqs:*')), {}],
    [
      'in a boundary too, in another order',
      { ...by(allow(GET)), boundary: policy(allow(GET, DATA), deny(GET), allow('sqs:*')) },
      { ...by(allow(GET)), boundary: policy(deny(GET), allow(GET, DATA)) },
    ],
  ])('%s', (_, ann, bea) => {
    expect(groupsOf(ann, bea)).toEqual([[ANN, BEA]])
  })
})

describe('of two groups are identities whose policies say something else about it', () => {
  const literal: Parts = {
    policies: [{ Version: '2008-10-17', Statement: [allow(GET, [DATA, '$', '{aws:username}'].join(''))] }],
  }
  test.each<[string, Parts, Parts]>([
    ['an effect', by(allow(GET, DATA)), by(deny(GET, DATA))],
    ['a resource', by(allow(GET, DATA)), by(allow(GET, `${DATA}x`))],
    ['all other resources', by(allow(GET, DATA)), by({ Effect: 'Allow', Action: GET, NotResource: DATA })],
    ['a Deny besides', by(allow(GET)), by(allow(GET), deny(GET, DATA))],
    ['a narrower Deny where all is denied', by(deny(GET), allow(GET, DATA)), by(deny(GET))],
    [
      'an Allow besides one of nothing',
      by({ Effect: 'Allow', Action: GET, NotResource: '*' }, allow(GET, DATA)),
      by({ Effect: 'Allow', Action: GET, NotResource: '*' }),
    ],
    [
      'an Allow besides one with a condition',
      by(allow(GET, '*', when('Bool', 'aws:SecureTransport', 'true')), allow(GET, DATA)),
      by(allow(GET, '*', when('Bool', 'aws:SecureTransport', 'true'))),
    ],
    ['a condition', by(allow(GET, DATA)), by(allow(GET, DATA, when('Bool', 'aws:SecureTransport', 'true')))],
    [
      'the operator of a condition',
      by(allow(GET, DATA, when('StringEquals', 'aws:SourceVpc', 'a'))),
      by(allow(GET, DATA, when('StringLike', 'aws:SourceVpc', 'a'))),
    ],
    [
      'the key of a condition',
      by(allow(GET, DATA, when('StringEquals', 'aws:SourceVpc', 'a'))),
      by(allow(GET, DATA, when('StringEquals', 'aws:SourceVpce', 'a'))),
    ],
    [
      'the value of a condition',
      by(allow(GET, DATA, when('StringEquals', 'aws:SourceVpc', 'a'))),
      by(allow(GET, DATA, when('StringEquals', 'aws:SourceVpc', 'b'))),
    ],
    [
      'a variable, which the older version of the language does not have',
      literal,
      by(allow(GET, [DATA, '$', '{aws:username}'].join(''))),
    ],
    ['a boundary', { ...by(allow(GET)), boundary: policy(allow(GET)) }, by(allow(GET))],
    ['a boundary without the action', { ...by(allow(GET)), boundary: policy() }, by(allow(GET))],
    [
      'what a boundary allows',
      { ...by(allow(GET)), boundary: policy(allow(GET, DATA)) },
      { ...by(allow(GET)), boundary: policy(allow(GET)) },
    ],
  ])('%s', (_, ann, bea) => {
    expect(groupsOf(ann, bea)).toEqual([[ANN], [BEA]])
  })

  test('but not what is said of other actions', () => {
    const parts = [by(allow(GET), allow('sqs:*')), by(allow(GET))] as const
    expect(groupsOf(...parts)).toHaveLength(1)
    expect(groupsOf(...parts, {}, 'sqs:SendMessage')).toHaveLength(2)
  })
})

describe('what the organization says', () => {
  const tagged = (team: string): Parts => ({ ...by(allow(GET)), props: { tags: [`team=${team}`] } })
  const under = (...statements: readonly Props[]) => ({
    accounts: { [HOME]: { serviceControlPolicies: [[policy(...statements)]] } },
  })
  const byTeam = deny(GET, '*', when('StringEquals', 'aws:PrincipalTag/team', 'a'))

  test('tells apart whom a condition tells apart', () => {
    expect(groupsOf(tagged('a'), tagged('b'), under(allow('*'), byTeam))).toEqual([[ANN], [BEA]])
    expect(groupsOf(tagged('b'), tagged('c'), under(allow('*'), byTeam))).toEqual([[ANN, BEA]])
  })

  test('of another action tells nobody apart', () => {
    const other = { ...byTeam, Action: 'sqs:*' }
    expect(groupsOf(tagged('a'), tagged('b'), under(allow('*'), other))).toEqual([[ANN, BEA]])
  })
})

test('administrators are apart, accounts too, and one that is not there has no groups', () => {
  const admin = { policies: [policy(allow('*'))] }
  const carol = user('carol', OTHER)
  const identities = { [ANN]: admin, [BEA]: by(allow('s3:*')), [carol]: admin }
  const estate = estateOf(factsOf({ accounts: { [OTHER]: {} }, identities }))
  const [first] = estate.classes.filter(({ members: [one] }) => one?.id === ANN)
  const groups = groupIdentities(estate, new Set([first?.id ?? '']))
  const found = groups.of(HOME, GET)
  expect(found.map(({ members }) => members.map(({ id }) => id))).toEqual([[ANN], [BEA]])
  expect(found.flatMap(({ members }) => members.map(groups.isAdministrator))).toEqual([true, false])
  expect(found.map(({ allows }) => allows)).toEqual([true, true])
  expect(new Set(found.map(({ id }) => id)).size).toBe(2)
  expect(groups.of(OTHER, GET).map(({ members }) => members.map(({ id }) => id))).toEqual([[carol]])
  expect(groups.of('333333333333', GET)).toEqual([])
  expect(groups.of(HOME, GET)).toBe(found)
  expect(groups.reach(HOME, GET)).toBe(groups.reach(HOME, GET))
})

test('a group that no policy allows the action says so', () => {
  const groups = groupIdentities(estateOf(factsOf({ identities: { [ANN]: by(deny(GET)) } })), new Set())
  expect(groups.of(HOME, GET).map(({ allows }) => allows)).toEqual([false])
})
