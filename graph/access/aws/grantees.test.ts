import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { estateOf } from './estate.ts'
import { type Grantee, type GrantQuestion, grantees } from './grantees.ts'
import { groupIdentities } from './groups.ts'
import { targetAt } from './resource-policies.ts'
import { allow, deny, type EstateParts, factsOf, HOME, OTHER, policy, user } from './testkit.ts'

const [ANN, BEA, CAROL] = [user('ann'), user('bea'), user('carol', OTHER)]
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/1`
const SEND = 'sqs:SendMessage'
const DECRYPT = 'kms:Decrypt'

type Parts = EstateParts['identities'][string]
const by = (...statements: readonly Props[]): Parts => ({ policies: [policy(...statements)] })
const when = (key: string, value = 'x') => ({ Condition: { StringEquals: { [key]: value } } })
const open = (more: Props = {}, AWS: string | readonly string[] = '*') => ({
  ...allow(SEND, '*', more),
  Principal: { AWS: [AWS].flat() },
})

interface Case {
  readonly identities: EstateParts['identities']
  readonly policy?: Props | null
  readonly keyPolicy?: Props
  readonly accounts?: EstateParts['accounts']
  readonly administrators?: readonly string[]
  readonly covered?: readonly string[]
  readonly question?: Partial<GrantQuestion>
  readonly isKey?: boolean
}

function ask({
  identities,
  policy: document = null,
  keyPolicy,
  accounts = {},
  isKey = false,
  ...more
}: Case) {
  const nodes = [
    { id: QUEUE, kind: 'AwsSqsQueue', props: { account: HOME, policy: document } },
    { id: KEY, kind: 'AwsKmsKey', props: { account: HOME, policy: keyPolicy ?? null } },
  ]
  const estate = estateOf(factsOf({ identities, nodes, accounts: { [OTHER]: {}, ...accounts } }))
  const of = (ids: readonly string[] = []) =>
    [...estate.identities.values()].filter(({ id }) => ids.includes(id))
  const groups = groupIdentities(estate, new Set(of(more.administrators).map((one) => one.class.id)))
  const id = isKey ? KEY : QUEUE
  const question: GrantQuestion = {
    target: targetAt(estate, id, HOME),
    action: isKey ? DECRYPT : SEND,
    resourcesFor: () => [id],
    candidates: (index) => index.at(id),
    needsPolicy: isKey,
    ...more.question,
  }
  const { granted, heldBack } = grantees(estate, groups, question, new Set(of(more.covered)))
  return { granted: granted.map(told), heldBack: heldBack.map(told), estate }
}

/** Members of a group together; with a question mark where the answer hangs on a condition. */
function told({ from, answer }: Grantee): string {
  const everyone = from.id.endsWith('/everyone') ? 'everyone: ' : ''
  const names = ('members' in from ? from.members : [from]).map(({ principal }) => principal.name)
  return `${everyone}${names.join('+')}${answer.decision.decision === 'conditional' ? '?' : ''}`
}

const granted = (one: Case) => ask(one).granted
const both = (parts: Parts = {}) => ({ [ANN]: parts, [BEA]: parts })

describe('by what their own policies say', () => {
  test('those of one group are granted together, one alone by itself', () => {
    expect(granted({ identities: both(by(allow(SEND))) })).toEqual(['ann+bea'])
    expect(granted({ identities: { [ANN]: by(allow(SEND)), [BEA]: {} } })).toEqual(['ann'])
  })

  test('an administrator is left out at home, and is not elsewhere', () => {
    const identities = { ...both(by(allow('*'))), [CAROL]: by(allow('*')) }
    const administrators = [ANN, BEA, CAROL]
    const named = policy(open({}, CAROL))
    expect(granted({ identities, administrators, policy: named })).toEqual(['carol'])
  })

  test('who is granted already is not asked again, unless another of the group is not', () => {
    const identities = both(by(allow(SEND)))
    expect(granted({ identities, covered: [ANN, BEA] })).toEqual([])
    expect(granted({ identities, covered: [ANN] })).toEqual(['ann+bea'])
  })

  test('of another account only those whom the policy of the resource lets in', () => {
    const identities = { [CAROL]: by(allow(SEND)) }
    expect(granted({ identities })).toEqual([])
    expect(granted({ identities, policy: policy(open({}, OTHER)) })).toEqual(['carol'])
    expect(granted({ identities: { [CAROL]: {} }, policy: policy(open({}, OTHER)) })).toEqual([])
  })

  test('where the policy must allow too, it must name the account', () => {
    const identities = { [ANN]: by(allow(DECRYPT)) }
    const keyPolicy = (AWS: string) => policy({ ...allow('kms:*'), Principal: { AWS } })
    expect(granted({ identities, isKey: true, keyPolicy: keyPolicy(HOME) })).toEqual(['ann'])
    expect(granted({ identities, isKey: true, keyPolicy: keyPolicy(BEA) })).toEqual([])
  })
})

describe('by the policy of the resource', () => {
  test('whom it names, without a policy of their own', () => {
    expect(granted({ identities: both(), policy: policy(open({}, [ANN, user('gone')])) })).toEqual(['ann'])
    expect(granted({ identities: both(), policy: policy(open({}, ANN)), covered: [ANN] })).toEqual([])
  })

  test('an administrator who is named is left out', () => {
    const identities = { [ANN]: by(allow('*')), [BEA]: {} }
    expect(granted({ identities, administrators: [ANN], policy: policy(open({}, [ANN, BEA])) })).toEqual([
      'bea',
    ])
  })

  test('everyone of the account, in one', () => {
    const identities = { [ANN]: by(allow('s3:*')), [BEA]: {} }
    expect(granted({ identities, policy: policy(open()) })).toEqual(['everyone: ann+bea'])
    expect(granted({ identities: both(by(allow(SEND))), policy: policy(open()) })).toEqual(['ann+bea'])
  })

  test('everyone besides those who were granted by their own policies', () => {
    const identities = { [ANN]: by(allow(SEND)), [BEA]: {}, [user('cem')]: {} }
    expect(granted({ identities, policy: policy(open()) })).toEqual(['ann', 'everyone: ann+bea+cem'])
  })

  test('one by itself, where the account has no other', () => {
    expect(granted({ identities: { [ANN]: {} }, policy: policy(open()) })).toEqual(['ann'])
  })

  test('everyone but the administrators, who need no edge', () => {
    const identities = { [ANN]: by(allow('*')), [BEA]: {} }
    expect(granted({ identities, administrators: [ANN], policy: policy(open()) })).toEqual(['bea'])
  })

  test('each by itself, where it says something else of one', () => {
    const stops = { ...deny(SEND), Principal: { AWS: BEA } }
    const found = ask({ identities: both(), policy: policy(open(), stops) })
    expect(found.granted).toEqual(['ann'])
    expect(found.heldBack).toEqual(['bea'])
  })

  test('with a condition that is not known of anybody, and none where nobody is let in', () => {
    expect(granted({ identities: both(), policy: policy(open(when('aws:SourceVpce'))) })).toEqual([
      'everyone: ann+bea?',
    ])
    expect(
      granted({ identities: both(), policy: policy(open(when('aws:PrincipalAccount', OTHER))) }),
    ).toEqual([])
  })
})

describe('held back', () => {
  test.each<[string, Case, readonly string[]]>([
    ['by a Deny', { identities: both(by(allow(SEND), deny('sqs:*'))) }, ['ann+bea']],
    [
      'by a boundary',
      { identities: { [ANN]: { ...by(allow(SEND)), boundary: policy(allow('s3:*')) } } },
      ['ann'],
    ],
    [
      'by the organization',
      {
        identities: { [ANN]: by(allow(SEND)) },
        accounts: { [HOME]: { serviceControlPolicies: [[policy(allow('s3:*'))]] } },
      },
      ['ann'],
    ],
    ['near miss: nothing allows', { identities: { [ANN]: by(allow('s3:*')) } }, []],
    ['near miss: a Deny of what nothing allows', { identities: { [ANN]: by(deny(SEND)) } }, []],
    [
      'near miss: no policy of the resource lets the other account in',
      { identities: { [CAROL]: by(allow(SEND)) }, policy: policy(open({}, user('x', OTHER))) },
      [],
    ],
  ])('%s', (_, one, expected) => {
    const found = ask(one)
    expect(found.heldBack).toEqual(expected)
    expect(found.granted).toEqual([])
  })
})

describe('what must be allowed besides', () => {
  const question = (estate: ReturnType<typeof estateOf>) => ({
    also: { target: targetAt(estate, KEY, HOME), action: DECRYPT, resource: KEY },
  })
  const keyPolicy = policy({ ...allow('kms:*'), Principal: { AWS: HOME } })
  const askBoth = (ann: Parts, bea: Parts) => {
    const one = { identities: { [ANN]: ann, [BEA]: bea }, keyPolicy }
    return ask({ ...one, question: question(ask(one).estate) })
  }

  test('tells those of one group apart', () => {
    expect(askBoth(by(allow(SEND)), by(allow(SEND), allow('s3:*'))).granted).toEqual([])
    expect(askBoth(by(allow(SEND), allow(DECRYPT)), by(allow(SEND))).granted).toEqual(['ann'])
  })

  test('makes a yes a perhaps, and leaves a perhaps one', () => {
    const [send, decrypt] = [allow(SEND), allow(DECRYPT)]
    const maybe = (statement: Props) => ({ ...statement, ...when('aws:SourceVpce') })
    expect(askBoth(by(send, maybe(decrypt)), by(maybe(send), decrypt)).granted).toEqual(['ann?', 'bea?'])
    expect(askBoth(by(maybe(send), maybe(decrypt)), {}).granted).toEqual(['ann?'])
  })

  test('is not asked of who may not do the first', () => {
    expect(askBoth(by(allow(DECRYPT)), {}).granted).toEqual([])
  })
})

test('of several resources the one with the best answer counts, and the target where there is none', () => {
  const names = ['a', 'b', 'c'].map((name) => `arn:aws:sqs:eu-west-1:${HOME}:${name}`)
  const [, maybe = '', sure = ''] = names
  const identities = { [ANN]: by(allow(SEND, maybe, when('aws:SourceVpce')), allow(SEND, sure)) }
  const over = (resources: readonly string[]) =>
    granted({
      identities,
      question: { resourcesFor: () => resources, candidates: (index) => index.inside('arn:aws:sqs') },
    })
  expect(over(names)).toEqual(['ann'])
  expect(over(names.slice(0, 2))).toEqual(['ann?'])
  expect(over([maybe, names[0] ?? ''])).toEqual(['ann?'])
  expect(over(names.slice(0, 1))).toEqual([])
  expect(over([])).toEqual([])
})
