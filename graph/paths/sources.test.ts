import { describe, expect, test } from 'vitest'
import type { Provenance } from '../attack.ts'
import type { NodeRecord, Snapshot } from '../snapshot/records.ts'
import { sourceOf } from './sources.ts'

const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const policyIn = (account: string, name: string, props: NodeRecord['props'] = {}): NodeRecord => ({
  id: `arn:aws:iam::${account}:policy/${name}`,
  kind: 'AwsIamPolicy',
  props: { name, document, ...props },
})
const roleOf = (account: string, stack: string): NodeRecord => ({
  id: `arn:aws:iam::${account}:role/audit-${account}`,
  kind: 'AwsIamRole',
  props: {
    tags: [`aws:cloudformation:stack-name=${stack}`, 'aws:cloudformation:logical-id=AuditRole'],
  },
})

const snapshotOf = (...nodes: readonly NodeRecord[]): Snapshot => ({
  nodes: new Map(nodes.map((node) => [node.id, node])),
  relationships: new Map(),
  coverage: [],
})
const removing = (policy: string, statement = 0): Provenance => ({
  id: policy,
  type: 'policy',
  edit: { change: 'remove-statement', policy, statement },
})
const detaching = (from: string): Provenance => ({
  id: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  type: 'policy',
  edit: { change: 'detach-policy', from, policy: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
})
const keys = (provenances: readonly Provenance[], snapshot: Snapshot) =>
  new Set(provenances.map((one) => sourceOf(one, snapshot).key)).size

describe('a managed policy', () => {
  test('of one name and document in two accounts is one source', () => {
    const two = [policyIn('1', 'deploy'), policyIn('2', 'deploy')]
    expect(
      keys(
        two.map(({ id }) => removing(id)),
        snapshotOf(...two),
      ),
    ).toBe(1)
  })

  test('of one name with other documents is two', () => {
    const other = { ...document, Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }
    const two = [policyIn('1', 'deploy'), policyIn('2', 'deploy', { document: other })]
    expect(
      keys(
        two.map(({ id }) => removing(id)),
        snapshotOf(...two),
      ),
    ).toBe(2)
  })

  test('has one fix for each statement', () => {
    const one = policyIn('1', 'deploy')
    expect(keys([removing(one.id, 0), removing(one.id, 1)], snapshotOf(one))).toBe(2)
  })
})

describe('a stack set', () => {
  const uuid = '6b1f0a52-0000-4000-8000-000000000001'
  test('is one source of what it made in two accounts', () => {
    const two = [roleOf('1', `StackSet-audit-${uuid}`), roleOf('2', `StackSet-audit-${uuid}`)]
    const provenances = two.map(({ id }) => detaching(id))
    expect(keys(provenances, snapshotOf(...two))).toBe(1)
    expect(sourceOf(detaching(two[0]?.id ?? ''), snapshotOf(...two))).toMatchObject({
      type: 'stack-set',
      name: 'audit',
    })
  })

  test('is not what single stacks of one name are', () => {
    const two = [roleOf('1', 'audit'), roleOf('2', 'audit')]
    expect(
      keys(
        two.map(({ id }) => detaching(id)),
        snapshotOf(...two),
      ),
    ).toBe(2)
  })
})

test('a permission set is one source in every account', () => {
  const role = (account: string) =>
    `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef`
  expect(keys([detaching(role('1')), detaching(role('2'))], snapshotOf())).toBe(1)
})

test('a trust policy goes by the name of its role', () => {
  const role: NodeRecord = { id: 'arn:aws:iam::1:role/deploy', kind: 'AwsIamRole', props: { name: 'deploy' } }
  const provenance: Provenance = {
    id: `${role.id}#trust`,
    type: 'trust-policy',
    edit: { change: 'remove-trust', role: role.id, statement: 0 },
  }
  expect(sourceOf(provenance, snapshotOf(role)).name).toBe('deploy')
})
