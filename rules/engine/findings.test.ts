import { expect, test } from 'vitest'
import type { CoverageEntry } from '../../graph/snapshot/records.ts'
import type { Finding } from './rule.ts'
import { anEntry, aRule, evaluateLiteral } from './testkit.ts'

const plain = { kind: 'AwsS3Bucket', encryption: 'none' }
const safe = { kind: 'AwsS3Bucket', encryption: 'AES256' }
const denied = anEntry({ state: 'DENIED', reason: 'no' })

/** One scan a day; gives the findings of the last. */
async function scans(...days: readonly { bucket?: typeof plain; coverage?: CoverageEntry }[]) {
  let previous: readonly Finding[] = []
  for (const [at, { bucket, coverage }] of days.entries()) {
    const nodes = { other: safe, ...(bucket && { bucket }) }
    const run = { nodes, coverage: [coverage ?? anEntry()], previous, day: at + 1 }
    previous = (await evaluateLiteral(run)).findings
  }
  return previous
}

test('a finding keeps its identity and when it was first seen', async () => {
  const [first] = await scans({ bucket: plain })
  const [second] = await scans({ bucket: plain }, { bucket: plain })
  expect(second).toEqual({ ...first, lastSeen: '2026-01-02T00:00:00.000Z' })
})

test('what no longer fails is resolved, with the scan that found it so', async () => {
  expect(await scans({ bucket: plain }, { bucket: safe })).toMatchObject([
    { status: 'resolved', resolvedIn: 'day-2', lastSeen: '2026-01-01T00:00:00.000Z' },
  ])
})

test('what is gone is resolved', async () => {
  expect(await scans({ bucket: plain }, {})).toMatchObject([
    { status: 'resolved', detail: 'The resource is gone.' },
  ])
})

test('what cannot be read any more is not resolved', async () => {
  const findings = await scans({ bucket: plain }, { bucket: plain, coverage: denied })
  expect(findings.map(({ subject, status, firstSeen }) => [subject, status, firstSeen])).toEqual([
    ['111111111111', 'not-evaluated', '2026-01-02T00:00:00.000Z'],
    ['bucket', 'not-evaluated', '2026-01-01T00:00:00.000Z'],
  ])
})

test('a failure that could not be read for a while is the same one afterwards', async () => {
  const findings = await scans({ bucket: plain }, { bucket: plain, coverage: denied }, { bucket: plain })
  expect(findings).toMatchObject([{ status: 'fail', firstSeen: '2026-01-01T00:00:00.000Z' }])
  expect(findings[0]).not.toHaveProperty('knownFailure')
})

test('a failure that could not be read for a while may be resolved afterwards', async () => {
  const findings = await scans({ bucket: plain }, { bucket: plain, coverage: denied }, { bucket: safe })
  expect(findings).toMatchObject([{ subject: 'bucket', status: 'resolved', resolvedIn: 'day-3' }])
})

test('an account that can be read again leaves nothing behind', async () => {
  expect(await scans({ coverage: denied }, {})).toEqual([])
})

test('what fails again is reopened', async () => {
  const findings = await scans({ bucket: plain }, { bucket: safe }, { bucket: plain })
  expect(findings).toMatchObject([
    { status: 'fail', firstSeen: '2026-01-01T00:00:00.000Z', reopenedAt: '2026-01-03T00:00:00.000Z' },
  ])
  expect(findings[0]).not.toHaveProperty('resolvedAt')
})

test('a resolved finding stays as it is', async () => {
  const before = await scans({ bucket: plain }, { bucket: safe })
  expect(await scans({ bucket: plain }, { bucket: safe }, { bucket: safe })).toEqual(before)
})

test('an account that fails and one that was not read are told apart', async () => {
  const rule = aRule({
    subject: 'AwsAccount',
    needs: ['account'],
    population: 'MATCH (a:AwsAccount) RETURN a.id AS subject',
    query: 'MATCH (a:AwsAccount) WHERE a.rootMfaEnabled = false RETURN a.id AS subject',
  })
  const { findings } = await evaluateLiteral({
    nodes: { '111111111111': { kind: 'AwsAccount', rootMfaEnabled: false, region: 'global' } },
    rules: [rule],
    coverage: [anEntry({ service: 'account' }), anEntry({ account: '222222222222' })],
  })
  expect(findings.map(({ subject, status }) => [subject, status])).toEqual([
    ['111111111111', 'fail'],
    ['222222222222', 'not-evaluated'],
  ])
})
