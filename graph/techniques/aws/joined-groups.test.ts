import { describe, expect, test } from 'vitest'
import { deriveAccess } from '../../access/aws/derive.ts'
import { sceneOf } from '../engine/scene.ts'
import type { GraphLiteral } from '../technique.ts'
import { worldOf } from '../techniques.testkit.ts'
import { ACCOUNT, ATTACKER, document, iamArn, identity, scenario, trustFor } from './example.ts'
import { AWS_PRIVILEGES } from './index.ts'
import { deriveJoinedGroups } from './joined-groups.ts'

const GROUP = iamArn('group/deployers')
const ADMIN = iamArn('user/root-like')
const ROLE = iamArn('role/release')
type Statement = Parameters<typeof document>[0][number]

interface Parts {
  readonly group: readonly Statement[]
  readonly member?: boolean
  readonly more?: readonly Statement[]
  readonly bounded?: boolean
  readonly trust?: string
}

function estate({
  group,
  member = false,
  more = [],
  bounded = false,
  trust = iamArn('root'),
}: Parts): GraphLiteral {
  const literal = scenario({
    permissions: [{ action: 'iam:AddUserToGroup', on: 'group' }],
    on: { group: GROUP },
    nodes: [
      [GROUP, 'AwsIamGroup', { account: ACCOUNT }],
      [`${GROUP}#inline/p`, 'AwsIamPolicy', { type: 'inline', account: ACCOUNT, document: document(group) }],
      [
        `${ATTACKER.user}#inline/more`,
        'AwsIamPolicy',
        { type: 'inline', account: ACCOUNT, document: document(more) },
      ],
      identity(ADMIN, 'user', { accessKeys: 0 }),
      identity(ROLE, 'role', { trustPolicy: trustFor(trust) }),
      ['arn:aws:iam::aws:policy/bounds', 'AwsIamPolicy', { document: document([allow('*')]) }],
    ],
    facts: [
      [GROUP, 'HAS_POLICY', `${GROUP}#inline/p`],
      [ATTACKER.user, 'HAS_POLICY', `${ATTACKER.user}#inline/more`],
      ...(member ? ([[ATTACKER.user, 'MEMBER_OF', GROUP]] as const) : []),
      ...(bounded ? ([[ATTACKER.user, 'BOUNDED_BY', 'arn:aws:iam::aws:policy/bounds']] as const) : []),
    ],
  })
  return literal
}

const allow = (action: string, resource = '*'): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
})
const edges = (parts: Parts) => {
  const { facts } = worldOf(estate(parts))
  return deriveJoinedGroups(AWS_PRIVILEGES, sceneOf(facts, [deriveAccess(facts)])).edges.map(
    ({ from, kind, to, technique }) => [from, kind, to, technique],
  )
}
const joins = [ATTACKER.user, 'CAN_ESCALATE', GROUP, 'iam-013']

test('who may join a group gains what the group may do', () => {
  expect(edges({ group: [allow('iam:CreateAccessKey', ADMIN)] })).toEqual([
    joins,
    [GROUP, 'CAN_CREATE_CREDENTIAL', ADMIN, 'iam-002'],
  ])
})

test('a group that may assume a role leads to it, unless the role trusts somebody else', () => {
  expect(edges({ group: [allow('sts:AssumeRole', ROLE)] })).toEqual([
    joins,
    [GROUP, 'CAN_ASSUME', ROLE, null],
  ])
  expect(edges({ group: [allow('sts:AssumeRole', ROLE)], trust: iamArn('user/somebody-else') })).toEqual([])
})

describe('nothing is gained', () => {
  const useful = [allow('iam:CreateAccessKey', ADMIN)]
  test.each<[string, Parts]>([
    ['from a group that gives no way on', { group: [allow('s3:GetObject')] }],
    ['from a group that one is in', { group: useful, member: true }],
    ['under a boundary, of which that is not said', { group: useful, bounded: true }],
    [
      'by a user of whom a Deny takes something away',
      { group: useful, more: [{ Effect: 'Deny', Action: 'iam:CreateAccessKey', Resource: '*' }] },
    ],
  ])('%s', (_name, parts) => {
    expect(edges(parts).filter(([from]) => from === ATTACKER.user)).toEqual([])
  })
})

test('a group of administrators is told by iam-013 itself', () => {
  expect(edges({ group: [allow('*')] })).toEqual([])
})
