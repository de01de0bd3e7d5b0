import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, deny, derive, type EstateParts, HOME, policy, user } from './testkit.ts'

const ALICE = user('alice')
const GET = 's3:GetObject'
const bucket = (name: string) => `arn:aws:s3:::${name}`
const objects = (name: string) => `${bucket(name)}/*`
const open = { a: {}, b: {} }

function readsOf(parts: Partial<EstateParts>) {
  const { edges } = derive({ identities: {}, buckets: open, ...parts })
  const read = (name: string) => edges.find(({ kind, to }) => kind === 'CAN_READ' && to === bucket(name))
  return { a: read('a'), b: read('b') }
}
const readsBy = (...statements: readonly Props[]) =>
  readsOf({ identities: { [ALICE]: { policies: [policy(...statements)] } } })
const restsOn = ({ a, b }: ReturnType<typeof readsOf>) =>
  [a, b].map((edge) => edge?.evidence.map(({ statement }) => statement))

describe('what an edge rests on', () => {
  test('is told once for all edges of an identity by the same statements', () => {
    const { a, b } = readsBy(allow(GET))
    expect(a?.evidence).toBe(b?.evidence)
  })

  test.each([
    ['one more statement of the first', [allow(GET), allow(GET, objects('a'))], [[0, 1], [0]]],
    ['one more statement of the second', [allow(GET), allow(GET, objects('b'))], [[0], [0, 1]]],
    [
      'another second statement',
      [allow(GET), allow(GET, objects('a')), allow(GET, objects('b'))],
      [
        [0, 1],
        [0, 2],
      ],
    ],
    ['another first statement', [allow(GET, objects('a')), allow(GET, objects('b'))], [[0], [1]]],
  ])('is not mixed up with what another rests on: %s', (_, statements, expected) => {
    expect(restsOn(readsBy(...statements))).toEqual(expected)
  })

  test('is the policy of its own resource, where two have the same text', () => {
    const named = policy({ ...allow(GET, [objects('a'), objects('b')]), Principal: { AWS: ALICE } })
    const { a, b } = readsOf({
      identities: { [ALICE]: { policies: [policy(allow(GET))] } },
      buckets: { a: { policy: named }, b: { policy: named } },
    })
    const sources = [a, b].map((edge) => edge?.evidence.map(({ id }) => id))
    expect(sources).toEqual([
      [`${bucket('a')}#policy`, `${ALICE}#inline/p0`],
      [`${bucket('b')}#policy`, `${ALICE}#inline/p0`],
    ])
    expect(b?.provenance?.id).toBe(`${bucket('b')}#policy`)
  })

  test('is what grants, not what only limits', () => {
    const { a } = readsOf({
      accounts: { [HOME]: { serviceControlPolicies: [[policy(allow('*'))]] } },
      identities: { [ALICE]: { policies: [policy(allow(GET))], boundary: policy(allow('s3:*')) } },
    })
    expect(a?.evidence.map(({ type }) => type)).toEqual(['policy'])
  })

  test('is no Deny that only may apply', () => {
    const perhaps = { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }
    const [rests] = restsOn(readsBy(deny(GET, '*', perhaps), allow(GET, '*', perhaps)))
    expect(rests).toEqual([1])
  })
})

describe('conditions', () => {
  const when = (name: string, more: Props = {}) => ({
    Condition: { StringEquals: { [name]: 'x' }, ...more },
  })
  const told = (edge: ReturnType<typeof readsOf>['a']) => edge?.conditions.map(({ key }) => key)
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }

  test('of alternatives in two policies those with the fewest count', () => {
    const policies = [
      policy(allow(GET, '*', when('aws:SourceVpce', mfa))),
      policy(allow(GET, '*', when('aws:SourceVpc'))),
    ]
    expect(told(readsOf({ identities: { [ALICE]: { policies } } }).a)).toEqual(['aws:SourceVpc'])
  })

  test('of alternatives with as many the first counts', () => {
    const { a } = readsBy(allow(GET, '*', when('aws:SourceVpce')), allow(GET, '*', when('aws:SourceVpc')))
    expect(told(a)).toEqual(['aws:SourceVpce'])
  })

  test('that are met are not told', () => {
    const known = { StringLike: { 'aws:PrincipalAccount': HOME } }
    expect(told(readsBy(allow(GET, '*', when('aws:SourceVpce', known))).a)).toEqual(['aws:SourceVpce'])
  })

  test('that are met do not hide that the resource hangs on a value of the request', () => {
    const Condition = { StringEquals: { 'aws:PrincipalAccount': HOME } }
    const resource = [bucket('a'), '$' + '{aws:SourceVpce}', '*'].join('/')
    expect(told(readsBy(allow(GET, resource, { Condition })).a)).toEqual(['request-value'])
  })

  test('of a Deny whose resource hangs on a value of the request are told as one', () => {
    const resource = [bucket('a'), '$' + '{aws:SourceVpce}', '*'].join('/')
    const { a } = readsBy(allow(GET), deny(GET, resource))
    expect(told(a)).toEqual(['request-value'])
  })

  test('that only ask whether there is an address name no address', () => {
    const { a } = readsBy(allow(GET, '*', { Condition: { Null: { 'aws:SourceIp': 'false' }, ...mfa } }))
    expect(a?.conditions.map(({ addresses }) => addresses)).not.toContainEqual(expect.anything())
  })
})
