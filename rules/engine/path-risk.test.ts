import { describe, expect, test } from 'vitest'
import { assessingFacts } from '../../graph/paths/assessment.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../../graph/snapshot/records.ts'
import { finish } from '../../graph/turns.ts'
import { type FailingRule, measuringPathRisk, type PathRisk } from './path-risk.ts'
import { aRule } from './testkit.ts'

const ACCOUNT = '111122223333'
const user = (name: string): string => `arn:aws:iam::${ACCOUNT}:user/${name}`
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`
const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const nothing = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] }
const anyone = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }

const node = (id: string, kind: string, props: NodeRecord['props'] = {}): NodeRecord => ({
  id,
  kind,
  props: { account: ACCOUNT, name: id, ...props },
})
const weak = { consoleAccess: true, mfaEnabled: false, activeAccessKeys: 0 }
const nodes = [
  node(ACCOUNT, 'AwsAccount'),
  node(user('admin'), 'AwsIamUser', weak),
  node(user('nobody'), 'AwsIamUser', weak),
  node(`${user('nobody')}#inline/none`, 'AwsIamPolicy', { type: 'inline', document: nothing }),
  node(role('open'), 'AwsIamRole', {
    trustPolicy: { Version: '2012-10-17', Statement: [anyone, { ...anyone, Sid: 'Again' }] },
  }),
  ...[user('admin'), role('open')].map((holder) =>
    node(`${holder}#inline/all`, 'AwsIamPolicy', { type: 'inline', document: everything }),
  ),
]
const HELD = [
  [user('admin'), 'all'],
  [role('open'), 'all'],
  [user('nobody'), 'none'],
] as const
const relationships = HELD.map(
  ([from, policy]): RelationshipRecord => ({
    from,
    kind: 'HAS_POLICY',
    to: `${from}#inline/${policy}`,
    props: {},
  }),
)
const facts: Snapshot = {
  nodes: new Map(nodes.map((one) => [one.id, one])),
  relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
  coverage: [],
}
const options = { now: '2026-01-01T00:00:00.000Z', trustedAccounts: [] }
const { assessment } = finish(assessingFacts(facts, options))

const mfa = aRule({
  id: 'aws-mfa',
  subject: 'AwsIamUser',
  mend: [{ change: 'set', resource: '$subject', property: 'mfaEnabled', value: true }],
})
const trust = aRule({ id: 'aws-trust', subject: 'AwsIamRole', mend: [{ edits: ['CAN_ASSUME'] }] })

const riskOf = (...failing: readonly FailingRule[]): PathRisk =>
  finish(measuringPathRisk({ facts, assessment, options }, failing))
const fails = (rule: FailingRule['rule'], ...subjects: readonly string[]): FailingRule => ({
  rule,
  subjects,
  notEvaluated: 0,
})

describe('what mending removes', () => {
  test('a second factor for an administrator closes his path', () => {
    const { removed, share, closedPaths, unknown } = riskOf(fails(mfa, user('admin')))
    expect(removed).toBeGreaterThan(0)
    expect(share).toBeGreaterThan(0)
    expect(share).toBeLessThan(1)
    expect(closedPaths).toBeGreaterThan(0)
    expect(unknown).toEqual([])
  })

  test('a second factor for a user who may do nothing removes nothing, which is known', () => {
    expect(riskOf(fails(mfa, user('nobody')))).toMatchObject({ removed: 0, closedPaths: 0, unknown: [] })
  })

  test('what two statements allow is taken out of both', () => {
    const { removed, closedPaths, unknown } = riskOf(fails(trust, role('open')))
    expect(unknown).toEqual([])
    expect(removed).toBeGreaterThan(0)
    expect(closedPaths).toBeGreaterThan(0)
  })

  test('rules of one control are mended together', () => {
    const one = riskOf(fails(mfa, user('admin'))).removed ?? 0
    const other = riskOf(fails(trust, role('open'))).removed ?? 0
    const both = riskOf(fails(mfa, user('admin')), fails(trust, role('open')))
    expect(both.removed).toBeGreaterThanOrEqual(Math.max(one, other))
    expect(both.share).toBeCloseTo(1)
  })
})

describe('what is not known is null, with the reason', () => {
  test('a rule that does not say what mends it', () => {
    expect(riskOf(fails(aRule(), 'arn:aws:s3:::plain'))).toEqual({
      removed: null,
      share: null,
      closedPaths: null,
      openedPaths: null,
      unknown: ['aws-test: the rule does not say what change mends it'],
    })
  })

  test('a resource that is not in the facts', () => {
    const { removed, unknown } = riskOf(fails(mfa, user('gone')))
    expect(removed).toBeNull()
    expect(unknown).toEqual([`no resource has the id ${user('gone')}`])
  })

  test('a role that no edge leads into', () => {
    const { removed, unknown } = riskOf(fails(trust, user('nobody')))
    expect(removed).toBeNull()
    expect(unknown[0]).toContain('no attack edge says so')
  })

  test('a rule that fails nowhere but was left open; one that passes everywhere is known', () => {
    expect(riskOf({ rule: mfa, subjects: [], notEvaluated: 3 })).toMatchObject({
      removed: null,
      unknown: ['aws-mfa: 3 not evaluated'],
    })
    expect(riskOf(fails(mfa))).toMatchObject({ removed: 0, unknown: [] })
  })

  test('of a control whose rules are known in part, the rest is named', () => {
    const { removed, unknown } = riskOf(fails(mfa, user('admin')), fails(aRule(), 'arn:aws:s3:::plain'))
    expect(removed).toBeGreaterThan(0)
    expect(unknown).toEqual(['aws-test: the rule does not say what change mends it'])
  })
})
