import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { listExceptions } from '../../queries/exceptions.ts'
import { runQuery } from '../../queries/query.ts'
import { loadFrameworks } from '../../rules/engine/frameworks.ts'
import { passesOf } from '../../rules/engine/passes.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { type Context, listOption, type Options } from '../context.ts'
import type { ExportFormat } from '../format.ts'
import { storedCoverage } from '../stored-coverage.ts'
import { chosenVulnerabilities } from '../stored-findings.ts'
import { VERSION } from '../version.ts'
import type { Exported, ExportedFinding } from './exported.ts'
import { toJunit } from './junit.ts'
import { toOcsf } from './ocsf.ts'
import { toSarif } from './sarif.ts'

interface Found {
  readonly store: GraphStore
  readonly scan: Scan
  readonly findings: readonly ExportedFinding[]
  readonly options: Options
}

/** Prints findings, all of them, in the form of another product. */
export async function exportFindings(context: Context, form: ExportFormat, found: Found): Promise<void> {
  const { store, scan, findings, options } = found
  const rules = await context.rules()
  const exceptions = await runQuery(store, listExceptions, {})
  const exported: Exported = {
    scan,
    findings,
    vulnerabilities: form.startsWith('ocsf') ? await chosenVulnerabilities(store, options) : [],
    passes: options.passes === true ? await passesByRule(store, scan, rules, options) : null,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    exceptions: new Map(exceptions.map(({ record }) => [record.id, record])),
    frameworks: new Map(
      [...(await loadFrameworks())].map(([id, { title, version }]) => [id, `${title} ${version}`]),
    ),
    version: VERSION,
  }
  WRITERS[form](exported, context.io.stdout)
}

type Write = (text: string) => void

const WRITERS: { readonly [form in ExportFormat]: (exported: Exported, write: Write) => void } = {
  sarif: (exported, write) => write(`${JSON.stringify(toSarif(exported), null, 2)}\n`),
  ocsf: (exported, write) => write(`${JSON.stringify(toOcsf(exported), null, 2)}\n`),
  'ocsf-ndjson': (exported, write) => {
    for (const event of toOcsf(exported)) write(`${JSON.stringify(event)}\n`)
  },
  junit: (exported, write) => write(toJunit(exported)),
}

async function passesByRule(
  store: GraphStore,
  scan: Scan,
  rules: readonly Rule[],
  options: Options,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const coverage = await storedCoverage(store, scan)
  const named = new Set(listOption(options, 'rule'))
  const accounts = new Set(listOption(options, 'account'))
  const passes = new Map<string, readonly string[]>()
  for (const rule of rules) {
    if (named.size > 0 && !named.has(rule.id)) continue
    const passing = await passesOf({ store, rule, coverage, scan })
    const chosen = passing.filter(({ account }) => accounts.size === 0 || accounts.has(account))
    if (chosen.length > 0)
      passes.set(
        rule.id,
        chosen.map(({ id }) => id),
      )
  }
  return passes
}
