import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { deriveSnapshot } from '../graph/derive.ts'
import type { NodeRecord, RelationshipRecord, Snapshot } from '../graph/snapshot/records.ts'
import { partitionKey, relationshipId } from '../graph/snapshot/records.ts'
import type { Rule } from '../rules/engine/rule.ts'
import { finding, publishEstate, RULE, startService, type TestService } from './testkit.ts'

const ACCOUNT = '111111111111'
const IAM = { provider: 'aws', account: ACCOUNT, region: 'global', service: 'iam' } as const
const partition = partitionKey(IAM)
const USER = `arn:aws:iam::${ACCOUNT}:user/ada`
const ROLE = `arn:aws:iam::${ACCOUNT}:role/operators`
const INLINE = `${ROLE}#inline/all`

const allow = (action: string, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, ...more }],
})

/** A user without MFA who may assume a role that may do everything. */
function userAndRole(): Snapshot {
  const node = (id: string, kind: string, props: NodeRecord['props']): NodeRecord => ({
    id,
    kind,
    props: { name: id, provider: 'aws', account: ACCOUNT, region: 'global', ...props },
    partition,
  })
  const fact = (from: string, kind: string, to: string): RelationshipRecord => ({
    from,
    kind,
    to,
    props: {},
    partition,
  })
  const nodes = [
    node(ACCOUNT, 'AwsAccount', { name: 'prod', organization: null, serviceControlPolicies: [] }),
    node(USER, 'AwsIamUser', { consoleAccess: true, mfaEnabled: false, activeAccessKeys: 0 }),
    node(ROLE, 'AwsIamRole', { trustPolicy: allow('sts:AssumeRole', { Principal: { AWS: USER } }) }),
    node(INLINE, 'AwsIamPolicy', { type: 'inline', document: allow('*', { Resource: '*' }) }),
  ]
  const facts = [fact(ROLE, 'HAS_POLICY', INLINE)]
  const coverage = [{ ...IAM, state: 'OK' as const, reason: null, at: '2026-11-20T00:00:00Z', missing: [] }]
  return deriveSnapshot({
    nodes: new Map(nodes.map((record) => [record.id, record])),
    relationships: new Map(facts.map((record) => [relationshipId(record), record])),
    coverage,
  }).snapshot
}

const MFA: Rule = {
  ...RULE,
  id: 'mfa',
  mend: [{ change: 'set', resource: '$subject', property: 'mfaEnabled', value: true }],
}
const LOGGING: Rule = { ...RULE, id: 'logging' }

let service: TestService
beforeAll(async () => {
  service = await startService({ rules: [RULE, MFA, LOGGING] })
  const findings = [
    finding(USER, { id: 'mfa', rule: MFA.id }),
    finding(USER, { id: 'log', rule: LOGGING.id }),
  ]
  await publishEstate(service.store, userAndRole(), { findings })
})
afterAll(() => service.close())

test('fixes asked for early come before each was tried, and say so until it was', async () => {
  const answer = z.object({
    fixes: z.object({
      pending: z.object({ what: z.string(), done: z.number(), of: z.number() }).nullable(),
      nodes: z.array(z.object({ fixId: z.string(), derived: z.boolean() })),
    }),
  })
  const question = '{ fixes(early: true) { pending { what done of } nodes { fixId derived } } }'
  const early = answer.parse((await service.query(question)).data).fixes
  expect(early.nodes.length).toBeGreaterThan(0)
  expect(early.nodes.every(({ derived }) => derived)).toBe(early.pending === null)
  await service.query('{ fixes { totalCount } }')
  const late = answer.parse((await service.query(question)).data).fixes
  expect(late.pending).toBeNull()
  expect(late.nodes.every(({ derived }) => derived)).toBe(true)
})

const fixes = z.object({
  totalCount: z.number(),
  risk: z.number(),
  nodes: z
    .array(
      z.object({
        id: z.string(),
        fixId: z.string(),
        title: z.string(),
        changes: z.array(z.record(z.string(), z.json())),
        removesPaths: z.number(),
        riskRemoved: z.number(),
        share: z.number(),
        verified: z.boolean(),
        paths: z.array(z.object({ pathId: z.string() })),
        status: z.object({ state: z.string(), assignee: z.string().nullable() }),
      }),
    )
    .min(1),
})

async function readFixes(): Promise<z.infer<typeof fixes>> {
  const answer = await service.query(`{ fixes { totalCount risk nodes {
    id fixId title changes removesPaths riskRemoved share verified paths { pathId } status { state assignee } } } }`)
  expect(answer.errors).toEqual([])
  return fixes.parse(answer.data.fixes)
}

test('the first fix takes the only path, and with it all risk', async () => {
  const { nodes, risk } = await readFixes()
  expect(nodes[0]).toMatchObject({ removesPaths: 1, share: 1, verified: true })
  expect(nodes[0]?.riskRemoved).toBeCloseTo(risk, 5)
  expect(nodes[0]?.paths).toHaveLength(1)
})

test('the changes of a fix are what simulate takes', async () => {
  const { nodes } = await readFixes()
  const answer = await service.query(
    'query ($changes: [ChangeInput!]!) { simulate(changes: $changes) { closed opened { id } before { score paths } after { score paths } } }',
    { changes: nodes[0]?.changes },
  )
  expect(answer.errors).toEqual([])
  expect(answer.data.simulate.closed).toEqual(nodes[0]?.paths.map(({ pathId }) => pathId))
  expect(answer.data.simulate.after).toEqual({ score: 0, paths: 0 })
})

test('a change that can not be made is bad input', async () => {
  const answer = await service.query(
    '{ simulate(changes: [{ change: "delete", resource: "arn:aws:s3:::nowhere" }]) { closed } }',
  )
  expect(answer.errors[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } })
  expect(answer.errors[0]?.message).toContain('arn:aws:s3:::nowhere')
})

test('what is said of a fix is kept', async () => {
  const { nodes } = await readFixes()
  const fixId = nodes[0]?.fixId
  const answer = await service.query(
    `mutation ($fixId: ID!) { setFixStatus(fixId: $fixId, status: { state: IN_PROGRESS, assignee: "ada", due: "2026-12-31", comment: "on it" }) {
      state assignee due comments { author text } } }`,
    { fixId },
  )
  expect(answer.errors).toEqual([])
  expect(answer.data.setFixStatus).toEqual({
    state: 'IN_PROGRESS',
    assignee: 'ada',
    due: '2026-12-31',
    comments: [{ author: 'local', text: 'on it' }],
  })
  const after = await readFixes()
  expect(after.nodes.find((fix) => fix.fixId === fixId)?.status).toEqual({
    state: 'IN_PROGRESS',
    assignee: 'ada',
  })
})

test('the role is the choke point', async () => {
  const answer = await service.query('{ chokePoints(types: ["resource"]) { id risk share targets { id } } }')
  expect(answer.errors).toEqual([])
  expect(answer.data.chokePoints[0]).toMatchObject({ id: ROLE, share: 1 })
})

test('the blast radius of the user is the account', async () => {
  const answer = await service.query(
    'query ($id: ID!) { blastRadius(id: $id) { reached classes { name reached targets { likelihood resource { resourceId } } } } }',
    { id: USER },
  )
  expect(answer.errors).toEqual([])
  expect(answer.data.blastRadius.classes).toEqual([
    { name: 'admin', reached: 1, targets: [{ likelihood: 0.95, resource: { resourceId: ACCOUNT } }] },
  ])
})

test('the blast radius of nothing is not found', async () => {
  const answer = await service.query('{ blastRadius(id: "nobody") { reached } }')
  expect(answer.errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } })
})

test('without a blocked edge there is no guardrail', async () => {
  const answer = await service.query('{ guardrails { id } }')
  expect(answer.errors).toEqual([])
  expect(answer.data.guardrails).toEqual([])
})

test('a rule says what attack paths would lose if all that fails passed; null and why where that is not known', async () => {
  const riskOf = async (id: string) => {
    const { data, errors } = await service.query(
      `{ rule(id: "${id}") { pathRisk { removed share closedPaths openedPaths unknown } } }`,
    )
    expect(errors).toEqual([])
    return data.rule.pathRisk
  }
  expect(await riskOf('mfa')).toMatchObject({ share: 1, openedPaths: 0, unknown: [] })
  expect(await riskOf('logging')).toEqual({
    removed: null,
    share: null,
    closedPaths: null,
    openedPaths: null,
    unknown: ['logging: the rule does not say what change mends it'],
  })
})
