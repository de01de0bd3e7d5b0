import { readElsewhere } from '../../graph/schema/accounts.ts'
import type { CoverageEntry } from '../../graph/snapshot/records.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { evaluateRules } from './evaluate.ts'
import { ledgerOf } from './ledger.ts'
import { literalNodes, literalSnapshot } from './literal.ts'
import { parseNeed, readinessOf } from './readiness.ts'
import type { Rule, RuleTest } from './rule.ts'
import { readSubjects } from './subjects.ts'
import { askStore, RuleFailedError } from './verdicts.ts'

/** "Now" in every rule's tests. */
export const TEST_NOW = '2026-01-01T00:00:00Z'

const TEST_SCAN = 'rule-test-'

export interface RuleTestResult {
  readonly rule: string
  readonly test: string
  /** What came out otherwise than the test says; empty when it holds. */
  readonly problems: readonly string[]
}

/** Publishes each test's graph in the store, instead of what it holds, and evaluates the rule on it. */
export async function testRule(rule: Rule, store: GraphStore): Promise<readonly RuleTestResult[]> {
  const results: RuleTestResult[] = []
  for (const test of rule.tests) {
    results.push({
      rule: rule.id,
      test: test.name,
      problems: await problemsOf(rule, test, store).catch(ruleFailure),
    })
  }
  return results
}

/**
 * All rules' tests, one after another in one store.
 * @throws Error when the store holds an estate, which the tests would replace.
 */
export async function testRules(
  rules: readonly Rule[],
  openStore: () => Promise<GraphStore>,
): Promise<readonly RuleTestResult[]> {
  const store = await openStore()
  try {
    await refuseEstate(store)
    const results: RuleTestResult[] = []
    for (const rule of rules) results.push(...(await testRule(rule, store)))
    return results
  } finally {
    await store.close()
  }
}

async function refuseEstate(store: GraphStore): Promise<void> {
  const [scan] = await store.read(
    'MATCH (scan:Scan) WHERE NOT scan.id STARTS WITH $prefix RETURN scan.id AS id LIMIT 1',
    { prefix: TEST_SCAN },
  )
  if (scan === undefined) return
  throw new Error(`${store.uri} holds an estate that rule tests would replace: use memory: or an empty store`)
}

function ruleFailure(error: unknown): readonly string[] {
  if (error instanceof RuleFailedError) return [error.message]
  throw error
}

async function problemsOf(rule: Rule, test: RuleTest, store: GraphStore): Promise<readonly string[]> {
  const snapshot = literalSnapshot(test, readEverything(rule, test))
  const token = await store.writeToken()
  const { scan } = await store.publish({
    scan: { id: `${TEST_SCAN}${token}`, startedAt: TEST_NOW, source: `test of ${rule.id}` },
    snapshot,
    token,
  })
  const { coverage } = snapshot
  const { findings } = await evaluateRules({ store, rules: [rule], coverage, scan, previous: [] })
  const failing = findings.filter((finding) => finding.status === 'fail').map((finding) => finding.subject)
  const subjects = await readSubjects(store, rule.subject)
  const { population, unknown } = await askStore(rule, { store, subjects, now: TEST_NOW, timeout: 30_000 })
  const readiness = readinessOf(rule, ledgerOf(coverage))
  const open = [...population].filter((id) => {
    const subject = subjects.get(id)
    const isOpen = unknown.has(id) || (subject !== undefined && readiness.ofSubject(subject) !== null)
    return isOpen && !failing.includes(id)
  })
  return [
    ...differences('failing', failing, test.finds),
    ...differences('not evaluated', open, test.notEvaluated),
    ...(population.size === 0 ? ['the test has nothing that the rule evaluates'] : []),
  ]
}

function differences(what: string, got: readonly string[], expected: readonly string[]): readonly string[] {
  const extra = got.filter((id) => !expected.includes(id))
  const absent = expected.filter((id) => !got.includes(id))
  return [
    ...extra.map((id) => `${id} is ${what}, which the test does not expect`),
    ...absent.map((id) => `${id} is not ${what}, which the test expects`),
  ]
}

/** A ledger in which everything that the rule needs was read, in every account of the literal and elsewhere. */
export function readEverything(rule: Rule, test: RuleTest): readonly CoverageEntry[] {
  const accounts = new Set(literalNodes(test).map((node) => String(node.props.account)))
  const needs = rule.needs.map(parseNeed)
  const isElsewhere = readElsewhere(rule.provider, needs)
  const own = new Set(needs.filter((need) => !isElsewhere(need)).map(({ service }) => service))
  const others = new Set(needs.map(({ service }) => service).filter((service) => !own.has(service)))
  const entry = (account: string, service: string): CoverageEntry => ({
    provider: rule.provider,
    account,
    region: 'global',
    service,
    state: 'OK',
    reason: null,
    at: TEST_NOW,
    missing: [],
  })
  return [
    ...[...accounts].flatMap((account) => [...own].map((service) => entry(account, service))),
    ...[...others].map((service) => entry('elsewhere', service)),
  ]
}
