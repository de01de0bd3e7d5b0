import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Value } from '../../graph/snapshot/records.ts'
import { openStore } from '../../graph/store/open.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { exceptionRanOut, reapplyExceptions } from './apply-exceptions.ts'
import { evaluateRules } from './evaluate.ts'
import { keepEvaluation } from './keep-evaluation.ts'
import { literalSnapshot } from './literal.ts'
import { findingsOf } from './stored-findings.ts'
import { anEntry, aRule } from './testkit.ts'

const RULES = [aRule({ frameworks: ['cis-aws-5.0:2.1.1'] })]
const plain = { kind: 'AwsS3Bucket', encryption: 'none' }
const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`

let store: GraphStore
let scan: Scan
beforeEach(async () => {
  store = await openStore('memory:')
})
afterEach(() => store.close())

type Nodes = Parameters<typeof literalSnapshot>[0]['nodes']

/** One scan from start to end. */
async function scanOn(number: number, nodes: Nodes) {
  const snapshot = literalSnapshot({ nodes, relationships: [] }, [anEntry()])
  const request = { scan: { id: `day-${number}`, startedAt: day(number), source: 'test' }, snapshot }
  const published = await store.publish({ ...request, token: await store.writeToken() })
  scan = published.scan
  const evaluation = await evaluateRules({ store, rules: RULES, coverage: [anEntry()], scan })
  await keepEvaluation(store, scan, evaluation)
  await store.completeScan(scan)
  return evaluation
}

const except = (given: { readonly [field: string]: Value }) =>
  store.put('Exception', {
    id: 'e1',
    reason: 'a test bed',
    author: 'ann',
    createdAt: day(1),
    updatedAt: day(1),
    premise: ['exposure'],
    ...given,
  })

const statuses = async () =>
  Object.fromEntries((await findingsOf(store, scan)).map(({ subject, status }) => [subject, status]))

test('what an exception covers is excepted, what it does not fails on', async () => {
  await except({ resource: 'lab-*' })
  const { findings, results } = await scanOn(1, { 'lab-1': plain, prod: plain })
  expect(findings.map(({ subject, status, exception }) => [subject, status, exception])).toEqual([
    ['lab-1', 'excepted', 'e1'],
    ['prod', 'fail', undefined],
  ])
  expect(results).toMatchObject([{ fail: 1, excepted: 1, pass: 0 }])
})

describe('it has to fit every field that is given', () => {
  const cases: readonly [string, { readonly [field: string]: Value }, string][] = [
    ['the rule', { rule: 'aws-test' }, 'excepted'],
    ['another rule', { rule: 'aws-other' }, 'fail'],
    ['the account', { account: '111111111111' }, 'excepted'],
    ['another account', { account: '222222222222', rule: 'aws-test' }, 'fail'],
    ['a tag with its value', { tag: 'tier=lab' }, 'excepted'],
    ['a tag alone', { tag: 'tier' }, 'excepted'],
    ['a tag with another value', { tag: 'tier=prod' }, 'fail'],
    ['a tag whose name only begins so', { tag: 'ti' }, 'fail'],
  ]
  test.each(cases)('%s', async (_name, given, status) => {
    await except(given)
    await scanOn(1, { lab: { ...plain, tags: ['tier=lab'] } })
    expect(await statuses()).toEqual({ lab: status })
  })
})

test('a finding is open again once what the exception rested on changed, and says what', async () => {
  await except({ rule: 'aws-test' })
  await scanOn(1, { lab: { ...plain, exposure: 'internal' } })
  const { findings } = await scanOn(2, { lab: { ...plain, exposure: 'internet' } })
  expect(findings).toMatchObject([{ status: 'fail', firstSeen: day(1), reopenedAt: day(2) }])
  expect(findings[0]?.reopenedBecause).toContain('exposure was internal, is internet')
  // It stays open when the fact goes back: somebody has to look at it.
  await scanOn(3, { lab: { ...plain, exposure: 'internal' } })
  expect(await statuses()).toEqual({ lab: 'fail' })
  // Who looked, and edits the exception, takes it up again.
  await except({ rule: 'aws-test', updatedAt: day(3) })
  await scanOn(4, { lab: { ...plain, exposure: 'internal' } })
  expect(await statuses()).toEqual({ lab: 'excepted' })
})

test('a fact that the premise does not name may change', async () => {
  await except({ rule: 'aws-test', premise: ['sensitivity'] })
  await scanOn(1, { lab: { ...plain, exposure: 'internal' } })
  await scanOn(2, { lab: { ...plain, exposure: 'internet' } })
  expect(await statuses()).toEqual({ lab: 'excepted' })
})

test('a wider exception does not take over what a narrow one lost for the same fact', async () => {
  await except({ id: 'wide', account: '111111111111' })
  await except({ id: 'narrow', resource: 'lab' })
  await scanOn(1, { lab: { ...plain, exposure: 'internal' } })
  await scanOn(2, { lab: { ...plain, exposure: 'internet' } })
  expect(await statuses()).toEqual({ lab: 'fail' })
})

test('an exception that expired covers nothing, without a scan in between', async () => {
  await except({ rule: 'aws-test', expiresAt: day(5) })
  await scanOn(1, { lab: plain })
  expect(await exceptionRanOut(store, day(4))).toBe(false)
  expect(await exceptionRanOut(store, day(5))).toBe(true)
  await reapplyExceptions(store, day(5))
  expect(await findingsOf(store, scan)).toMatchObject([
    { status: 'fail', reopenedAt: day(5), reopenedBecause: `the exception expired on ${day(5)}` },
  ])
  expect(await exceptionRanOut(store, day(6))).toBe(false)
})

test('an exception that is made or revoked holds at once, in the findings and in the posture', async () => {
  await scanOn(1, { lab: plain })
  const failing = async () =>
    (
      await store.read(
        "MATCH (p:Posture {id: 'rule:aws-test'}) WHERE p.until > 1 RETURN p.failing AS f, p.excepted AS e",
      )
    )[0]
  expect(await failing()).toEqual({ f: 1, e: 0 })
  await except({ rule: 'aws-test' })
  await reapplyExceptions(store, day(1))
  expect(await failing()).toEqual({ f: 0, e: 1 })
  await except({ rule: 'aws-test', revokedAt: day(2), revokedBy: 'bob' })
  await reapplyExceptions(store, day(2))
  expect(await failing()).toEqual({ f: 1, e: 0 })
  expect((await findingsOf(store, scan))[0]?.reopenedBecause).toContain('revoked by bob')
})

test('what is excepted and then mended is resolved; failing again it needs the exception anew', async () => {
  await except({ resource: 'lab', expiresAt: day(3) })
  await scanOn(1, { lab: plain })
  await scanOn(2, { lab: { kind: 'AwsS3Bucket', encryption: 'AES256' } })
  expect(await statuses()).toEqual({ lab: 'resolved' })
  expect(await findingsOf(store, scan)).toMatchObject([{ frameworks: ['cis-aws-5.0:2.1.1'] }])
  await scanOn(4, { lab: plain })
  expect(await findingsOf(store, scan)).toMatchObject([{ status: 'fail', reopenedAt: day(4) }])
})
