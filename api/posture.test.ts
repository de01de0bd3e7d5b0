import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Props, Snapshot } from '../graph/snapshot/records.ts'
import { keepEvaluation } from '../rules/engine/keep-evaluation.ts'
import type { RuleResult } from '../rules/engine/rule.ts'
import {
  DEV,
  estate,
  finding,
  node,
  PROD,
  publishEstate,
  RULE,
  startService,
  type TestService,
} from './testkit.ts'

const BUCKET = 'arn:aws:s3:::logs-000'
const LOGS = { ...RULE, requirements: ['cis-aws-5.0:3.6'], frameworks: ['cis-aws-5.0:3.6'] }
const KEYS = { ...RULE, id: 'kms-rotation', service: 'kms', frameworks: [] }

const result = (rule: string, account: string, pass: number, fail: number): RuleResult => ({
  rule,
  account,
  severity: 'high',
  pass,
  fail,
  notEvaluated: 0,
  excepted: 0,
  reason: null,
})

let service: TestService
beforeAll(async () => {
  service = await startService({ rules: [LOGS, KEYS] })
  await scan('scan-1', estate(), [result(RULE.id, PROD, 2, 0), result(KEYS.id, DEV, 1, 0)], [])
  const changed = estate({ nodes: [node(BUCKET, 'AwsS3Bucket', { account: PROD, logging: false })] })
  const failing = [finding(BUCKET, { id: 'a', rule: RULE.id, account: PROD })]
  await scan('scan-2', changed, [result(RULE.id, PROD, 1, 1), result(KEYS.id, DEV, 1, 0)], failing)
})
afterAll(() => service.close())

async function scan(
  id: string,
  snapshot: Snapshot,
  results: readonly RuleResult[],
  findings: readonly Props[],
): Promise<void> {
  const published = await publishEstate(service.store, snapshot, { id, complete: false })
  await keepEvaluation(service.store, published, {
    findings: [],
    among: null,
    unanswered: new Set(),
    results,
  })
  await service.store.keep(published, 'Finding', findings)
  await service.store.completeScan(published)
}

const ask = async (text: string) => {
  const { data, errors } = await service.query(text)
  expect(errors).toEqual([])
  return data
}

test('a score is told for everything, an account, a framework and a service', async () => {
  const data = await ask(`{
    all: posture { score previous }
    prod: posture(scope: "${PROD}") { score }
    cis: posture(framework: "cis-aws-5.0") { score }
    kms: posture(service: "aws/kms") { score }
    nothing: posture(scope: "${DEV}", service: "aws/s3") { score failing }
  }`)
  expect(data).toEqual({
    all: { score: 75, previous: 100 },
    prod: { score: 50 },
    cis: { score: 50 },
    kms: { score: 100 },
    nothing: { score: null, failing: 0 },
  })
})

test('its parts are told by account, service and framework', async () => {
  const { posture } = await ask(
    '{ posture { services { part score } frameworks { part } accounts { account score } } }',
  )
  expect(posture.services).toEqual([
    { part: 'aws/s3', score: 50 },
    { part: 'aws/kms', score: 100 },
  ])
  expect(posture.frameworks).toContainEqual({ part: 'cis-aws-5.0' })
  expect(posture.accounts).toContainEqual({ account: PROD, score: 50 })
})

test('the history of any scope has a point for each scan', async () => {
  const data = await ask('{ postureHistory(service: "aws/s3") { scan { scanId } score failing } }')
  expect(data.postureHistory).toEqual([
    { scan: { scanId: 'scan-1' }, score: 100, failing: 0 },
    { scan: { scanId: 'scan-2' }, score: 50, failing: 1 },
  ])
})

test('what moved the score is a rule, with the finding that began and the change that did it', async () => {
  const { posture } = await ask(`{ posture { moves {
    rule { ruleId } effect openedCount closedCount
    opened { finding { findingId } cause { type subject } }
  } } }`)
  expect(posture.moves).toEqual([
    {
      rule: { ruleId: RULE.id },
      effect: -25,
      openedCount: 1,
      closedCount: 0,
      opened: [{ finding: { findingId: 'a' }, cause: { type: 'CHANGED', subject: BUCKET } }],
    },
  ])
})

test('a framework drills down from requirement to control to rule', async () => {
  const { framework } = await ask(`{ framework(id: "cis-aws-5.0") {
    title requirementCounts { status count }
    requirement(id: "3.6") { status failing section { title } controls { controlId rules { status rule { ruleId } } } }
  } }`)
  expect(framework.requirement).toMatchObject({
    status: 'FAIL',
    failing: 1,
    controls: expect.arrayContaining([
      expect.objectContaining({ rules: [{ status: 'FAIL', rule: { ruleId: RULE.id } }] }),
    ]),
  })
  const counts = Object.fromEntries(
    framework.requirementCounts.map((one: { status: string; count: number }) => [one.status, one.count]),
  )
  expect(counts).toMatchObject({ FAIL: 1 })
  expect(counts.MANUAL).toBeGreaterThan(0)
})

test('requirements are found by status and text, and there is no framework that is not there', async () => {
  const data = await ask(`{
    framework(id: "cis-aws-5.0") { requirements(statuses: [FAIL]) { requirementId } }
    none: framework(id: "nope") { title }
    frameworks { frameworkId }
  }`)
  expect(data.framework.requirements).toEqual([{ requirementId: '3.6' }])
  expect(data.none).toBeNull()
  expect(data.frameworks.length).toBeGreaterThan(5)
})
