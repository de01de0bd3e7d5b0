import { describe, expect, test } from 'vitest'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../../snapshot/records.ts'
import { ChangeError } from './change.ts'
import { applyChanges, readChange } from './index.ts'

const ACCOUNT = '111122223333'
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/data`
const GROUP = `arn:aws:ec2:eu-west-1:${ACCOUNT}:security-group/sg-1`
const INSTANCE = `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`
const USER = `arn:aws:iam::${ACCOUNT}:user/ada`
const SCP = 'arn:aws:organizations::1:policy/o-1/service_control_policy/p-1'

const allow = (sid: string) => ({ Sid: sid, Effect: 'Allow', Action: 's3:*', Resource: '*' })
const document = { Version: '2012-10-17', Statement: [allow('A'), allow('B'), allow('C')] }
const ssh = { protocol: 'tcp', fromPort: 22, toPort: 22, cidrs: ['0.0.0.0/0'], groups: [], prefixLists: [] }
const web = { ...ssh, fromPort: 443, toPort: 443 }

const node = (id: string, kind: string, props: NodeRecord['props'] = {}): NodeRecord => ({ id, kind, props })
const fact = (from: string, kind: string, to: string): RelationshipRecord => ({ from, kind, to, props: {} })

const NODES = [
  node(ACCOUNT, 'AwsAccount', {
    organizationPath: ['r-1', 'ou-1'],
    serviceControlPolicies: [
      [{ id: 'full', document }],
      [
        { id: 'full', document },
        { id: SCP, document },
      ],
      [{ id: 'full', document }],
    ],
  }),
  node(ROLE, 'AwsIamRole', { account: ACCOUNT, trustPolicy: document }),
  node(POLICY, 'AwsIamPolicy', { document }),
  node('boundary', 'AwsIamPolicy', { document }),
  node(GROUP, 'AwsSecurityGroup', { ingress: [ssh, web], egress: [] }),
  node(INSTANCE, 'AwsEc2Instance', { httpTokens: 'optional' }),
  node('profile', 'AwsIamInstanceProfile'),
  node('arn:aws:s3:::data', 'AwsS3Bucket', { policy: document }),
  node(USER, 'AwsIamUser', { activeAccessKeys: 1, accessKeys: 1, oldestActiveKeyCreatedAt: '2024-01-01' }),
  node(`${USER}#access-key/AKIA`, 'AwsIamAccessKey', { status: 'Active' }),
]
const FACTS = [
  fact(ROLE, 'HAS_POLICY', POLICY),
  fact(ROLE, 'BOUNDED_BY', 'boundary'),
  fact(INSTANCE, 'HAS_INSTANCE_PROFILE', 'profile'),
  fact(USER, 'HAS_ACCESS_KEY', `${USER}#access-key/AKIA`),
]
const facts: Snapshot = {
  nodes: new Map(NODES.map((one) => [one.id, one])),
  relationships: new Map(FACTS.map((one) => [relationshipId(one), one])),
  coverage: [],
}

const changed = (...changes: readonly object[]): Snapshot => applyChanges(facts, changes.map(readChange))
const sids = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'Statement' in value && Array.isArray(value.Statement)
    ? value.Statement.map((statement) => statement.Sid)
    : value
const props = (snapshot: Snapshot, id: string) => snapshot.nodes.get(id)?.props ?? {}
const related = (snapshot: Snapshot, kind: string) =>
  [...snapshot.relationships.values()].filter((one) => one.kind === kind).map(({ from, to }) => [from, to])
const refused = (change: object) => expect(() => changed(change)).toThrow(ChangeError)

describe('remove-statement', () => {
  const remove = (policy: string, statement: number | string) => ({
    change: 'remove-statement',
    policy,
    statement,
  })
  test.each([
    [1, ['A', 'C']],
    ['C', ['A', 'B']],
  ])('takes statement %s out of a policy', (statement, left) => {
    expect(sids(props(changed(remove(POLICY, statement)), POLICY).document)).toEqual(left)
  })
  test('counts in the document as it was when several go', () => {
    expect(sids(props(changed(remove(POLICY, 0), remove(POLICY, 1)), POLICY).document)).toEqual(['C'])
  })
  test('finds the policy of a resource', () => {
    const snapshot = changed(remove('arn:aws:s3:::data#policy', 0))
    expect(sids(props(snapshot, 'arn:aws:s3:::data').policy)).toEqual(['B', 'C'])
  })
  test('finds a service control policy at every account', () => {
    const levels = props(changed(remove(SCP, 0)), ACCOUNT).serviceControlPolicies
    expect(JSON.stringify(levels)).toContain(
      `"id":"${SCP}","document":{"Version":"2012-10-17","Statement":[{"Sid":"B"`,
    )
  })
  test('leaves the given facts as they are', () => {
    changed(remove(POLICY, 0))
    expect(sids(props(facts, POLICY).document)).toEqual(['A', 'B', 'C'])
  })
  test('refuses a statement that is not there', () => refused(remove(POLICY, 3)))
  test('refuses a policy that is not there', () => refused(remove('nothing', 0)))
})

test('remove-trust takes a statement out of the trust policy', () => {
  const snapshot = changed({ change: 'remove-trust', role: ROLE, statement: 'A' })
  expect(sids(props(snapshot, ROLE).trustPolicy)).toEqual(['B', 'C'])
})

describe('policies of an identity', () => {
  test('detach-policy takes the attachment away', () => {
    expect(related(changed({ change: 'detach-policy', from: ROLE, policy: POLICY }), 'HAS_POLICY')).toEqual(
      [],
    )
  })
  test('detach-policy refuses what is not attached', () =>
    refused({ change: 'detach-policy', from: USER, policy: POLICY }))
  test('attach-policy gives a further one', () => {
    const snapshot = changed({ change: 'attach-policy', to: USER, document })
    const [, id = ''] = related(snapshot, 'HAS_POLICY').find(([from]) => from === USER) ?? []
    expect(props(snapshot, id).document).toEqual(document)
  })
  test('put-boundary replaces the boundary', () => {
    const snapshot = changed({ change: 'put-boundary', on: ROLE, document: { ...document, Statement: [] } })
    const [[, id = ''] = []] = related(snapshot, 'BOUNDED_BY')
    expect(sids(props(snapshot, id).document)).toEqual([])
  })
  test('put-boundary without a document takes it away', () => {
    expect(related(changed({ change: 'put-boundary', on: ROLE, document: null }), 'BOUNDED_BY')).toEqual([])
  })
  test('put-boundary refuses what takes none', () => refused({ change: 'put-boundary', on: GROUP, document }))
})

describe('service control policies', () => {
  const counts = (snapshot: Snapshot) => {
    const levels = props(snapshot, ACCOUNT).serviceControlPolicies
    return Array.isArray(levels) ? levels.map((level) => (Array.isArray(level) ? level.length : 0)) : []
  }
  test.each([
    ['r-1', [2, 2, 1]],
    ['ou-1', [1, 3, 1]],
    [ACCOUNT, [1, 2, 2]],
  ])('attach-scp to %s stands at its level', (to, levels) => {
    expect(counts(changed({ change: 'attach-scp', to, document }))).toEqual(levels)
  })
  test('detach-scp takes it away', () => {
    expect(counts(changed({ change: 'detach-scp', from: 'ou-1', policy: SCP }))).toEqual([1, 1, 1])
  })
  test('detach-scp keeps the last one, as AWS does', () =>
    refused({ change: 'detach-scp', from: 'r-1', policy: 'full' }))
  test('attach-scp refuses a unit that is not there', () =>
    refused({ change: 'attach-scp', to: 'ou-2', document }))
})

describe('remove-rule', () => {
  test('closes the rule and leaves the others', () => {
    const snapshot = changed({ change: 'remove-rule', group: GROUP, rule: { direction: 'ingress', ...ssh } })
    expect(props(snapshot, GROUP).ingress).toEqual([web])
  })
  test('refuses a rule that is not there', () =>
    refused({ change: 'remove-rule', group: GROUP, rule: { ...ssh, cidrs: ['10.0.0.0/8'] } }))
})

describe('set', () => {
  const set = (property: string, value: unknown) => ({ change: 'set', resource: INSTANCE, property, value })
  test('changes a setting', () => {
    expect(props(changed(set('httpTokens', 'required')), INSTANCE).httpTokens).toBe('required')
  })
  test('takes an instance profile off', () => {
    expect(related(changed(set('instanceProfile', null)), 'HAS_INSTANCE_PROFILE')).toEqual([])
  })
  test('refuses a property that the kind has not', () => refused(set('httpToken', 'required')))
  test('refuses what is derived', () => refused(set('exposure', 'internal')))
})

describe('delete', () => {
  test('takes the parts of a resource with it', () => {
    const snapshot = changed({ change: 'delete', resource: USER })
    expect([...snapshot.nodes.keys()].filter((id) => id.startsWith(USER))).toEqual([])
    expect(related(snapshot, 'HAS_ACCESS_KEY')).toEqual([])
  })
  test('the user counts one key less', () => {
    const snapshot = changed({ change: 'delete', resource: `${USER}#access-key/AKIA` })
    expect(props(snapshot, USER)).toEqual({ activeAccessKeys: 0, accessKeys: 0 })
  })
})

describe('readChange', () => {
  test.each([
    [{}],
    [{ change: 'wish' }],
    [{ change: 'delete' }],
    [{ change: 'delete', resource: 'x', more: 1 }],
    [7],
  ])('refuses %j', (value) => {
    expect(() => readChange(value)).toThrow(ChangeError)
  })
})
