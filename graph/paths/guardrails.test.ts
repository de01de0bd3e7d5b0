import { expect, test } from 'vitest'
import {
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
  type Value,
} from '../snapshot/records.ts'
import { finish } from '../turns.ts'
import { assessingFacts } from './assessment.ts'
import { type Guardrail, type GuardrailOptions, rankingGuardrails } from './guardrails.ts'

const NOW = '2026-11-20T00:00:00Z'
const ACCOUNT = '111122223333'
const ANN = `arn:aws:iam::${ACCOUNT}:user/ann`
const BEN = `arn:aws:iam::${ACCOUNT}:user/ben`
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/people`
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/limits`
const SCP = 'arn:aws:organizations::444455556666:policy/o-a/service_control_policy/p-a'

const allow = (Action: Value) => ({ Effect: 'Allow', Action, Resource: '*' })
const deny = (Action: Value, Sid: string) => ({ Sid, Effect: 'Deny', Action, Resource: '*' })
const document = (...Statement: readonly Value[]): Props => ({ Version: '2012-10-17', Statement })
const FULL = document(allow('*'))

interface Controls {
  readonly scp?: readonly Value[]
  readonly boundary?: readonly Value[]
  readonly own?: readonly Value[]
  readonly users?: readonly string[]
}

/** Users with a weak password who may put any policy on themselves, unless a control stands in the way. */
function estate({ scp, boundary, own = [], users = [ANN] }: Controls): Snapshot {
  const nodes: NodeRecord[] = [
    {
      id: ACCOUNT,
      kind: 'AwsAccount',
      props: {
        account: ACCOUNT,
        serviceControlPolicies: [[{ id: 'full', document: FULL }, ...controlPolicy(scp)]],
      },
    },
    policy(POLICY, [allow('iam:PutUserPolicy'), ...own]),
  ]
  const facts: RelationshipRecord[] = []
  const relate = (from: string, kind: string, to: string) => facts.push({ from, kind, to, props: {} })
  if (boundary !== undefined) nodes.push(policy(BOUNDARY, boundary))
  for (const id of users) {
    const weak = { consoleAccess: true, mfaEnabled: false, accessKeys: 0, activeAccessKeys: 0 }
    nodes.push({ id, kind: 'AwsIamUser', props: { account: ACCOUNT, loginProfile: true, ...weak } })
    relate(id, 'HAS_POLICY', POLICY)
    if (boundary !== undefined) relate(id, 'BOUNDED_BY', BOUNDARY)
  }
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(facts.map((fact) => [relationshipId(fact), fact])),
    coverage: [],
  }
}

const controlPolicy = (statements: readonly Value[] | undefined): Value[] =>
  statements === undefined ? [] : [{ id: SCP, document: document(...statements) }]

const policy = (id: string, statements: readonly Value[]): NodeRecord => ({
  id,
  kind: 'AwsIamPolicy',
  props: { account: ACCOUNT, type: 'customer-managed', document: document(...statements) },
})

function guardrailsOf(facts: Snapshot, options: Partial<GuardrailOptions> = {}): readonly Guardrail[] {
  const { assessment, blocked } = finish(assessingFacts(facts, { now: NOW }))
  return finish(rankingGuardrails(facts, assessment, blocked, { now: NOW, ...options }))
}

const NO_CHANGES = deny('iam:Put*', 'NoChanges')

test('a statement of a service control policy that alone keeps somebody from administrator protects the account', () => {
  const [found, ...others] = guardrailsOf(estate({ scp: [NO_CHANGES] }))
  expect(found).toMatchObject({
    type: 'service-control-policy',
    control: SCP,
    opensPaths: 1,
    protects: [ACCOUNT],
    verified: true,
  })
  expect(found?.opened.map(({ entry, target }) => ({ entry, target }))).toEqual([
    { entry: ANN, target: ACCOUNT },
  ])
  expect(found?.riskHeldBack).toBeGreaterThan(0)
  expect(others).toEqual([])
})

test('a boundary that does not allow the step goes as a whole', () => {
  const found = guardrailsOf(estate({ boundary: [allow('s3:*')] }))
  expect(found).toMatchObject([
    { type: 'permissions-boundary', control: BOUNDARY, statement: null, opensPaths: 1, protects: [ACCOUNT] },
  ])
})

test('a Deny of the own policy is a guardrail, and its Allow is none', () => {
  const found = guardrailsOf(estate({ own: [NO_CHANGES] }))
  expect(found).toMatchObject([{ type: 'policy', control: POLICY, opensPaths: 1, protects: [ACCOUNT] }])
})

test('behind two controls neither alone opens anything', () => {
  const found = guardrailsOf(estate({ scp: [NO_CHANGES], boundary: [allow('s3:*')] }))
  expect(found.length).toBeGreaterThan(0)
  for (const one of found)
    expect(one).toMatchObject({ opensPaths: 0, protects: [], riskHeldBack: 0, verified: true })
})

test('what is reached anyhow is not protected by what holds back one of the ways', () => {
  const exceptBen = { ...NO_CHANGES, Resource: ANN }
  const found = guardrailsOf(estate({ scp: [exceptBen], users: [ANN, BEN] }))
  expect(found).toMatchObject([{ control: SCP, opensPaths: 1, protects: [] }])
})

test('each attack edge that a control stops counts, and paths of all of them open', () => {
  const [one] = guardrailsOf(estate({ scp: [NO_CHANGES] }))
  const [two] = guardrailsOf(estate({ scp: [NO_CHANGES], users: [ANN, BEN] }))
  expect(two?.holdsBack).toBe(2 * (one?.holdsBack ?? 0))
  expect(two?.riskHeldBack).toBeGreaterThan(one?.riskHeldBack ?? 0)
})

test('a control that stops nothing is not listed', () => {
  expect(guardrailsOf(estate({ scp: [deny('s3:DeleteBucket', 'NoDeletion')] }))).toEqual([])
})

test('after its time the rest is listed, unverified and without figures', () => {
  const found = guardrailsOf(estate({ scp: [NO_CHANGES] }), { budget: -1 })
  expect(found).toMatchObject([
    { control: SCP, verified: false, opensPaths: 0, riskHeldBack: 0, protects: [] },
  ])
  expect(found[0]?.holdsBack).toBeGreaterThan(0)
})
