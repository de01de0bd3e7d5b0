import { expect, test } from 'vitest'
import { QueryTimeoutError } from '../../graph/store/errors.ts'
import { evaluateRules } from './evaluate.ts'
import type { Evaluation } from './evaluation.ts'
import { anEntry, aRule, evaluateLiteral } from './testkit.ts'

const plain = { kind: 'AwsS3Bucket', encryption: 'none' }
const safe = { kind: 'AwsS3Bucket', encryption: 'AES256' }

const statuses = ({ findings }: Evaluation) =>
  Object.fromEntries(findings.map((finding) => [finding.subject, finding.status]))
const counts = ({ results }: Evaluation) =>
  results.map(({ account, pass, fail, notEvaluated }) => [account, pass, fail, notEvaluated])

test('what fails becomes a finding, what passes is only counted', async () => {
  const evaluation = await evaluateLiteral({ nodes: { plain, safe } })
  expect(statuses(evaluation)).toEqual({ plain: 'fail' })
  expect(counts(evaluation)).toEqual([['111111111111', 1, 1, 0]])
})

test('a finding says what it is about', async () => {
  const { findings } = await evaluateLiteral({ nodes: { plain } })
  expect(findings[0]).toMatchObject({
    rule: 'aws-test',
    ruleKind: 'misconfiguration',
    severity: 'high',
    severityRank: 3,
    service: 's3',
    subjectName: 'plain',
    subjectKind: 'AwsS3Bucket',
    account: '111111111111',
    firstSeen: '2026-01-01T00:00:00.000Z',
  })
})

test('a stub is not evaluated: nothing of it was read', async () => {
  const evaluation = await evaluateLiteral({ nodes: { plain: { ...plain, stub: true }, safe } })
  expect(counts(evaluation)).toEqual([['111111111111', 1, 0, 0]])
})

test('a bucket whose required property is not known is left open', async () => {
  const rules = [aRule({ requires: ['encryption'] })]
  const evaluation = await evaluateLiteral({ nodes: { unread: { kind: 'AwsS3Bucket' }, safe }, rules })
  expect(statuses(evaluation)).toEqual({ '111111111111': 'not-evaluated' })
  expect(counts(evaluation)).toEqual([['111111111111', 1, 0, 1]])
})

test('what fails by the properties that are known fails, whatever else is not', async () => {
  const rules = [aRule({ requires: ['encryption', 'logging'] })]
  expect(statuses(await evaluateLiteral({ nodes: { plain }, rules }))).toEqual({ plain: 'fail' })
})

test('a denied partition leaves everything in it open, and never clean', async () => {
  const coverage = [anEntry({ state: 'DENIED', reason: 'needs s3:ListAllMyBuckets' })]
  const evaluation = await evaluateLiteral({ nodes: { plain, safe }, coverage })
  expect(statuses(evaluation)).toEqual({ '111111111111': 'not-evaluated' })
  expect(counts(evaluation)).toEqual([['111111111111', 0, 0, 2]])
  expect(evaluation.findings[0]?.detail).toContain('needs s3:ListAllMyBuckets')
})

test('what a rule needs of the tenant and was not read there leaves clean ones open, not failing ones', async () => {
  const rules = [
    aRule({
      provider: 'azure',
      subject: 'AzureStorageAccount',
      needs: ['storage', 'entra'],
      population: 'MATCH (a:AzureStorageAccount) RETURN a.id AS subject',
      query: 'MATCH (a:AzureStorageAccount) WHERE a.httpsOnly = false RETURN a.id AS subject',
    }),
  ]
  const nodes = {
    plain: { kind: 'AzureStorageAccount', httpsOnly: false },
    safe: { kind: 'AzureStorageAccount', httpsOnly: true },
  }
  const coverage = [
    anEntry({ provider: 'azure', service: 'storage' }),
    anEntry({ provider: 'azure', account: 'tenant', service: 'entra', state: 'DENIED' }),
  ]
  const evaluation = await evaluateLiteral({ nodes, rules, coverage })
  expect(counts(evaluation)).toEqual([['111111111111', 0, 1, 1]])
  const nobody = rules.map((rule) => ({
    ...rule,
    population: 'MATCH (a:AzureStorageAccount) WHERE a.httpsOnly IS NULL RETURN a.id AS subject',
    query: 'MATCH (a:AzureStorageAccount) WHERE a.httpsOnly IS NULL RETURN a.id AS subject',
  }))
  expect(counts(await evaluateLiteral({ nodes, rules: nobody, coverage }))).toEqual([
    ['111111111111', 0, 0, 1],
  ])
})

test('an account whose service was never read is not clean either', async () => {
  const coverage = [anEntry(), anEntry({ account: '222222222222', service: 'iam' })]
  const evaluation = await evaluateLiteral({ nodes: { safe }, coverage })
  expect(statuses(evaluation)).toEqual({ '222222222222': 'not-evaluated' })
})

test('a partition that was read in part, and in which nothing was found, is not clean', async () => {
  const missing = [{ call: 's3api get-bucket-location', state: 'DENIED' as const, resource: 'x' }]
  const coverage = [anEntry({ state: 'DENIED', missing })]
  const rules = [aRule({ subject: 'AwsIamRole', population: 'MATCH (r:AwsIamRole) RETURN r.id AS subject' })]
  expect(statuses(await evaluateLiteral({ nodes: { safe }, coverage, rules }))).toEqual({
    '111111111111': 'not-evaluated',
  })
})

test('a rule with wrong Cypher is not evaluated and says so; the others run', async () => {
  const rules = [aRule({ id: 'aws-broken', query: 'MATCH (b:AwsS3Bucket RETURN b' }), aRule()]
  const { findings } = await evaluateLiteral({ nodes: { plain }, rules })
  expect(findings.map(({ rule, status }) => [rule, status])).toEqual([
    ['aws-broken', 'not-evaluated'],
    ['aws-test', 'fail'],
  ])
  expect(findings[0]?.detail).toContain('could not be run')
})

test('a rule about a class that cannot be run leaves nothing of another cloud open', async () => {
  const rules = [aRule({ subject: 'Data', query: 'MATCH (b:Data RETURN b' })]
  const elsewhere = { kind: 'AzureStorageAccount', account: 'subscription' }
  expect(counts(await evaluateLiteral({ nodes: { plain, elsewhere }, rules }))).toEqual([
    ['111111111111', 0, 0, 1],
  ])
})

test('a rule that takes too long is not evaluated and says so', async () => {
  const store = {
    read: async (cypher: string) => {
      if (cypher === aRule().query) throw new QueryTimeoutError('30 s are over')
      if (cypher.includes(':Exception')) return []
      return [{ id: 'plain', kind: 'AwsS3Bucket', subject: 'plain' }]
    },
  }
  const scan = { id: 's', sequence: 1, startedAt: '2026-01-01T00:00:00Z' }
  const rules = [aRule()]
  const { findings, results } = await evaluateRules({ store, rules, coverage: [], scan, previous: [] })
  expect(findings.map(({ status }) => status)).toEqual(['not-evaluated'])
  expect(findings[0]?.detail).toContain('time limit')
  expect(results).toMatchObject([{ pass: 0, fail: 0, notEvaluated: 1 }])
})

test('a query that does not return subjects is not evaluated', async () => {
  const rules = [aRule({ query: 'MATCH (b:AwsS3Bucket) RETURN b.name AS name' })]
  expect(statuses(await evaluateLiteral({ nodes: { plain }, rules }))).toEqual({
    '111111111111': 'not-evaluated',
  })
})

test('of several paths to one subject the shortest is told', async () => {
  const query = `MATCH (b:AwsS3Bucket) UNWIND [['x', 'y', b.id], ['x', b.id]] AS path RETURN b.id AS subject, path`
  const { findings } = await evaluateLiteral({ nodes: { plain }, rules: [aRule({ query })] })
  expect(findings.map((finding) => finding.path)).toEqual([['x', 'plain']])
})

test('ages are told from the start of the scan', async () => {
  const rule = aRule({
    parameters: { maximumAgeDays: 10 },
    query: 'MATCH (b:AwsS3Bucket) WHERE b.createdAt < $maximumAgeDaysAgo RETURN b.id AS subject',
  })
  const nodes = {
    old: { kind: 'AwsS3Bucket', createdAt: '2026-01-09T23:59:59Z' },
    young: { kind: 'AwsS3Bucket', createdAt: '2026-01-10T00:00:01Z' },
  }
  expect(statuses(await evaluateLiteral({ nodes, rules: [rule], day: 20 }))).toEqual({ old: 'fail' })
})

test('a misconfiguration weighs one level more on what the Internet gets to, and says why', async () => {
  const nodes = { plain, shown: { ...plain, exposure: 'internet' } }
  const { findings, results } = await evaluateLiteral({ nodes })
  expect(findings.map(({ subject, severity, raised }) => [subject, severity, raised ?? null])).toEqual([
    ['plain', 'high', null],
    ['shown', 'critical', 'high by the rule; it is exposed to the Internet'],
  ])
  expect(results.map(({ severity, fail }) => [severity, fail])).toEqual([
    ['high', 1],
    ['critical', 1],
  ])
})

test('what passes weighs as much as it would if it failed', async () => {
  const { results } = await evaluateLiteral({ nodes: { safe: { ...safe, sensitivity: 'critical' } } })
  expect(results.map(({ severity, pass }) => [severity, pass])).toEqual([
    ['high', 0],
    ['critical', 1],
  ])
})

test('neither a rule about exposure nor a combination is raised by what it says already', async () => {
  const nodes = { shown: { ...plain, exposure: 'internet' } }
  const query = "MATCH (b:AwsS3Bucket) WHERE b.exposure = 'internet' RETURN b.id AS subject"
  for (const rule of [aRule({ query }), aRule({ kind: 'toxic-combination' })]) {
    const { findings } = await evaluateLiteral({ nodes, rules: [rule] })
    expect(findings.map(({ severity }) => severity)).toEqual(['high'])
  }
})
