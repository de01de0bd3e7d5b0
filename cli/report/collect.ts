import { ACCOUNT_KINDS } from '../../graph/schema/accounts.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { listExceptions } from '../../queries/exceptions.ts'
import { listAccounts } from '../../queries/list-accounts.ts'
import { readerOf } from '../../queries/query.ts'
import { loadControls } from '../../rules/engine/controls.ts'
import type { Framework } from '../../rules/engine/frameworks.ts'
import { resultsWithin, scopeOf } from '../../rules/engine/posture-read.ts'
import { evaluateFramework } from '../../rules/engine/requirements.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { UsageError } from '../exit.ts'
import { storedCoverage } from '../stored-coverage.ts'
import { findingsOfFramework } from '../stored-findings.ts'
import { VERSION } from '../version.ts'
import { type Report, reportOf } from './model.ts'

interface Question {
  readonly store: GraphStore
  readonly scan: Scan
  readonly framework: Framework
  readonly rules: readonly Rule[]
  /** An account, or what lies above several; null for everything. */
  readonly scope: string | null
}

/** Reads what the report of a framework is made of. @throws UsageError for a scope in which no account was read. */
export async function collectReport({ store, scan, framework, rules, scope }: Question): Promise<Report> {
  const read = readerOf(store)
  const within = await scopeOf(read, { scope })
  const isWithin = (account: string | null | undefined): boolean =>
    within.accounts === undefined || within.accounts.has(account ?? '')
  const all = await read(listAccounts, { kinds: [...ACCOUNT_KINDS] })
  const accounts = all.filter(({ id }) => isWithin(id)).map(({ id, name }) => ({ id, name }))
  if (scope !== null && accounts.length === 0)
    throw new UsageError(`--account ${scope}: no account of that id, or below it, was read`)
  const catalogue = { controls: await loadControls(), rules }
  const results = await resultsWithin({ read, sequence: scan.sequence }, within, {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
  })
  const findings = await findingsOfFramework(store, scan, framework.id)
  return reportOf({
    evaluation: evaluateFramework(framework, catalogue, results),
    findings: findings.filter(({ account }) => isWithin(account)),
    exceptions: (await read(listExceptions, {})).map(({ record }) => record),
    coverage: (await storedCoverage(store, scan)).filter(({ account }) => isWithin(account)),
    accounts,
    scope,
    scan,
    product: { name: 'Chokepoint', version: VERSION },
    generatedAt: new Date().toISOString(),
  })
}
