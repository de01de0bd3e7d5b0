import { describe, expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { estateOf } from './estate.ts'
import { allow, deny, type EstateParts, factsOf, HOME, policy, user } from './testkit.ts'

const [ANN, BEA] = [user('ann'), user('bea')]
const MANAGED = ['one', 'two'].map((name) => `arn:aws:iam::${HOME}:policy/${name}`)
const estateWith = (parts: Partial<EstateParts>) => estateOf(factsOf({ identities: {}, ...parts }))
const managed = (document: Props, id = MANAGED[0] ?? '', type = 'customer-managed'): NodeRecord => ({
  id,
  kind: 'AwsIamPolicy',
  props: { document, type },
})
const holds = (from: string, to = MANAGED[0] ?? '') => ({ from, kind: 'HAS_POLICY', to, props: {} })

test('a snapshot is compiled once', () => {
  const facts = factsOf({ identities: { [ANN]: {} } })
  expect(estateOf(facts)).toBe(estateOf(facts))
})

describe('identities', () => {
  test('are those that were collected and whose ARN names an account', () => {
    const nodes = [
      { id: 'ann', kind: 'AwsIamUser', props: {} },
      { id: 'arn:aws:iam:::user/ann', kind: 'AwsIamUser', props: {} },
      { id: 's3.amazonaws.com', kind: 'AwsIamRole', props: {} },
      { id: BEA, kind: 'AwsIamUser', props: { stub: true } },
    ]
    const { identities } = estateWith({ identities: { [ANN]: {} }, nodes })
    expect([...identities.values()].map(({ id }) => id)).toEqual([ANN])
  })

  const classesOf = (parts: Partial<EstateParts>) =>
    estateWith(parts).classes.map(({ members }) => members.map(({ id }) => id))
  const both = (left: Props = {}, right: Props = {}) => ({ [ANN]: { props: left }, [BEA]: { props: right } })

  test('with the same policies, whatever their order, are of one class', () => {
    const [one = '', two = ''] = MANAGED
    const nodes = [managed(policy(allow('s3:*')), one), managed(policy(allow('sqs:*')), two)]
    const relationships = [holds(ANN, one), holds(ANN, two), holds(BEA, two), holds(BEA, one)]
    expect(classesOf({ identities: both(), nodes, relationships })).toEqual([[ANN, BEA]])
    expect(classesOf({ identities: both(), nodes, relationships: relationships.slice(0, 3) })).toEqual([
      [ANN],
      [BEA],
    ])
  })

  test('whom a statement of theirs tells apart are not', () => {
    const byTag = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } }
    const parts = (left: string, right: string) => ({
      identities: both({ tags: [`team=${left}`] }, { tags: [`team=${right}`] }),
      nodes: [managed(policy(allow('sqs:*'), allow('s3:*', '*', byTag)))],
      relationships: [holds(ANN), holds(BEA)],
    })
    expect(classesOf(parts('a', 'b'))).toEqual([[ANN], [BEA]])
    expect(classesOf(parts('a', 'a'))).toEqual([[ANN, BEA]])
    // Neither is of the team that the statement asks for.
    expect(classesOf(parts('b', 'c'))).toEqual([[ANN, BEA]])
  })

  test('whom a resource control policy tells apart are not', () => {
    const only = (name: string) => [
      [policy({ ...deny('s3:*'), Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': name } } })],
    ]
    const under = (name: string) => ({
      accounts: { [HOME]: { resourceControlPolicies: only(name) } },
      identities: both(),
    })
    expect(classesOf(under('arn:aws:iam::*:user/ann'))).toEqual([[ANN], [BEA]])
    expect(classesOf(under('arn:aws:iam::*:role/*'))).toEqual([[ANN, BEA]])
  })
})

describe('policies', () => {
  test('are told with what they are attached to, and of what type they are', () => {
    const types = ['aws-managed', 'customer-managed', 'inline', 'service', 'other']
    const nodes = types.map((type) => managed(policy(allow('s3:*')), `${HOME}/${type}`, type))
    const relationships = types.map((type) => holds(ANN, `${HOME}/${type}`))
    const { policiesOf } = estateWith({ identities: { [ANN]: {} }, nodes, relationships })
    expect(policiesOf(ANN).map(({ type, holder }) => [type, holder])).toEqual([
      ['aws-managed', ANN],
      ['customer-managed', ANN],
      ['inline', ANN],
      ['other', ANN],
      ['other', ANN],
    ])
  })

  test.each([
    ['null', [{ id: MANAGED[0] ?? '', kind: 'AwsIamPolicy', props: { document: null } }]],
    ['not there', [{ id: MANAGED[0] ?? '', kind: 'AwsIamPolicy', props: {} }]],
    ['of a policy that is not there', []],
  ])('whose document is %s may deny, and as a boundary allow, under their own id', (_, nodes) => {
    const bounded = { from: ANN, kind: 'BOUNDED_BY', to: MANAGED[0] ?? '', props: {} }
    const { identities, unparseable } = estateWith({
      identities: { [ANN]: {} },
      nodes,
      relationships: [holds(ANN), bounded],
    })
    const [ann] = identities.values()
    const told = (
      list: readonly { id: string; policy: { statements: readonly { effect: string }[] } }[] = [],
    ) => list.map(({ id, policy: { statements } }) => [id, statements.map(({ effect }) => effect)])
    expect(told(ann?.own.identity)).toEqual([[MANAGED[0], ['Deny']]])
    expect(told(ann?.own.boundaries)).toEqual([[MANAGED[0], ['Allow']]])
    expect([...unparseable]).toEqual([])
  })

  test('that cannot be read are told once, with the reason', () => {
    const { unparseable } = estateWith({
      identities: { [ANN]: {}, [BEA]: {} },
      nodes: [managed({ Version: 'x', Statement: [] })],
      relationships: [holds(ANN), holds(BEA)],
    })
    expect([...unparseable]).toEqual([[MANAGED[0], expect.stringMatching(/Version/)]])
  })
})

describe('policies of the organization', () => {
  const levelsOf = (serviceControlPolicies: Props[string], more: Props = {}) =>
    estateWith({ accounts: { [HOME]: { serviceControlPolicies, ...more } } })
      .accounts.get(HOME)
      ?.serviceControl.map((level) => level.map(({ id, policy: { statements } }) => [id, statements.length]))
  const read = policy(allow('*'), deny('s3:*'))

  test('are named by their id, else by account, level and place', () => {
    expect(levelsOf([[read, { id: 'p-1', document: read }], [{ id: 7, document: read }], read])).toEqual([
      [
        [`${HOME}#serviceControlPolicies/0/0`, 2],
        ['p-1', 2],
      ],
      [[`${HOME}#serviceControlPolicies/1/0`, 2]],
      [[`${HOME}#serviceControlPolicies/2/0`, 2]],
    ])
  })

  test.each([[null], ['{'], [7]])('of which one is %s, that one may allow', (item) => {
    expect(levelsOf([[item]])).toEqual([[[`${HOME}#serviceControlPolicies/0/0`, 1]]])
  })

  test('do not bind the management account, and are none where none were read', () => {
    expect(levelsOf([[read]], { managementAccount: true })).toEqual([])
    expect(levelsOf(null)).toEqual([])
    expect(levelsOf([[read]], { managementAccount: false })).toHaveLength(1)
  })
})
