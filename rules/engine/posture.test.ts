import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SEVERITIES } from '../../graph/paths/path.ts'
import { IMPERFECT, postureOf, postureRecords, postureScore, type Tally } from './posture.ts'
import { isWithin, type PostureScope, scoreMoves } from './posture-scope.ts'
import type { RuleResult } from './rule.ts'
import { SEVERITY_WEIGHT } from './severity.ts'

describe('golden values', () => {
  const cases: readonly [string, readonly Tally[], number][] = [
    [
      '500 high failures of one type and 3 high passes of another',
      [
        { type: 'a', severity: 'high', pass: 0, fail: 500 },
        { type: 'b', severity: 'high', pass: 3, fail: 0 },
      ],
      50,
    ],
    [
      'one type with a critical failure and 5 low passes',
      [
        { type: 'a', severity: 'critical', pass: 0, fail: 1 },
        { type: 'a', severity: 'low', pass: 5, fail: 0 },
      ],
      50,
    ],
    [
      '10 critical of one type with one failure, and a low failure of another',
      [
        { type: 'a', severity: 'critical', pass: 9, fail: 1 },
        { type: 'b', severity: 'low', pass: 0, fail: 1 },
      ],
      75,
    ],
    [
      '2 critical failures and 2 low passes of one type, and 10 low passes of another',
      [
        { type: 'a', severity: 'critical', pass: 0, fail: 2 },
        { type: 'a', severity: 'low', pass: 2, fail: 0 },
        { type: 'b', severity: 'low', pass: 10, fail: 0 },
      ],
      37.5,
    ],
  ]
  test.each(cases)('%s', (_name, tallies, score) => {
    expect(postureScore(tallies)).toBeCloseTo(score, 10)
  })
})

test('nothing evaluated has no score', () => {
  expect(postureScore([])).toBeNull()
  expect(postureScore([{ type: 'a', severity: 'high', pass: 0, fail: 0 }])).toBeNull()
})

test('only notes, which weigh nothing, have no score', () => {
  expect(postureScore([{ type: 'a', severity: 'info', pass: 1, fail: 1 }])).toBeNull()
})

test('a failing note keeps a scope from 100', () => {
  const passing: Tally = { type: 'a', severity: 'high', pass: 1, fail: 0 }
  expect(postureScore([passing])).toBe(100)
  expect(postureScore([passing, { type: 'b', severity: 'info', pass: 0, fail: 1 }])).toBe(IMPERFECT)
})

const tally: fc.Arbitrary<Tally> = fc.record({
  type: fc.constantFrom('a', 'b', 'c'),
  severity: fc.constantFrom(...SEVERITIES),
  pass: fc.nat(20),
  fail: fc.nat(20),
})

test('it equals the formula spelled out finding by finding', () => {
  fc.assert(
    fc.property(fc.array(tally, { maxLength: 8 }), (tallies) => {
      const findings = tallies.flatMap(({ type, severity, pass, fail }) => [
        ...Array.from({ length: pass }, () => ({ type, weight: SEVERITY_WEIGHT[severity], pass: 1 })),
        ...Array.from({ length: fail }, () => ({ type, weight: SEVERITY_WEIGHT[severity], pass: 0 })),
      ])
      const sum = (value: (finding: (typeof findings)[number]) => number) =>
        [...new Set(findings.map((finding) => finding.type))].reduce((total, type) => {
          const own = findings.filter((finding) => finding.type === type)
          return total + own.reduce((part, finding) => part + value(finding), 0) / own.length
        }, 0)
      const whole = sum(({ weight }) => weight)
      const score = postureScore(tallies)
      if (whole === 0) return score === null
      const plain = (100 * sum(({ weight, pass }) => weight * pass)) / whole
      const fails = findings.some((finding) => finding.pass === 0)
      return score !== null && Math.abs(score - (fails ? Math.min(plain, IMPERFECT) : plain)) < 1e-9
    }),
  )
})

test('mending a failure never lowers the score', () => {
  fc.assert(
    fc.property(fc.array(tally, { minLength: 1, maxLength: 8 }), fc.nat(7), (tallies, at) => {
      const chosen = tallies[at % tallies.length]
      if (chosen === undefined || chosen.fail === 0) return true
      const mended = tallies.map((one) =>
        one === chosen ? { ...one, pass: one.pass + 1, fail: one.fail - 1 } : one,
      )
      const before = postureScore(tallies)
      const after = postureScore(mended)
      return before === null ? after === null : after !== null && after >= before - 1e-9
    }),
  )
})

test('a scope with a failure never reads 100, one without always does', () => {
  fc.assert(
    fc.property(fc.array(tally, { maxLength: 8 }), (tallies) => {
      const score = postureScore(tallies)
      if (score === null) return true
      return tallies.some(({ fail }) => fail > 0) ? score >= 0 && score <= IMPERFECT : score === 100
    }),
  )
})

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

test('one record is kept for each rule, with the results that any scope is told from', () => {
  const results = [result('a', '1', 1, 0), result('a', '2', 0, 1), result('b', '2', 1, 0)]
  const records = postureRecords(results)
  expect(records.map(({ id, score, failing }) => [id, score, failing])).toEqual([
    ['rule:a', 50, 1],
    ['rule:b', 100, 0],
  ])
  expect(records.flatMap((record) => record.results)).toEqual(results)
})

describe('a scope takes the results that belong to it', () => {
  const rules = new Map([
    ['a', { id: 'a', provider: 'aws', service: 's3', frameworks: ['cis:1.1', 'cis:1.2'] } as const],
    ['b', { id: 'b', provider: 'aws', service: 'ec2', frameworks: ['pci:9'] } as const],
  ])
  const results = ['a', 'b', 'gone'].flatMap((rule) => ['1', '2'].map((account) => ({ rule, account })))
  const cases: readonly [string, PostureScope, number][] = [
    ['everything', {}, 6],
    ['an account', { accounts: new Set(['1']) }, 3],
    ['a framework', { framework: 'cis' }, 2],
    ['a service', { service: 'aws/ec2' }, 2],
    ['a service of another cloud', { service: 'azure/ec2' }, 0],
    ['all of them', { accounts: new Set(['2']), framework: 'pci', service: 'aws/ec2' }, 1],
  ]
  test.each(cases)('%s', (_name, scope, count) => {
    expect(results.filter(isWithin(scope, rules))).toHaveLength(count)
  })
})

test('what a rule moved is the score with it as it is, less the score with it as it was', () => {
  const before = [result('a', '1', 1, 0), result('b', '1', 1, 0)]
  const now = [result('a', '1', 0, 1), result('b', '1', 1, 0)]
  const scoreOf = (results: readonly RuleResult[]) => postureOf(results).score
  expect(scoreMoves(before, now, scoreOf)).toEqual([{ rule: 'a', effect: -50 }])
  expect(scoreMoves(now, now, scoreOf)).toEqual([])
})
