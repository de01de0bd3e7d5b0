import { readerOf } from '../../queries/query.ts'
import { failingRules } from '../../rules/engine/failing-rules.ts'
import { canBeMended, measuringPathRisk, type PathRisk } from '../../rules/engine/path-risk.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { storedAssessment } from '../assessment.ts'
import type { Context, Options } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { type Column, printList } from '../output.ts'
import { watched } from '../watched.ts'

interface Listed extends Omit<Rule, 'tests'> {
  readonly failing?: number
  readonly notEvaluated?: number
  readonly pathRisk?: PathRisk
}

const COLUMNS: readonly Column<Listed>[] = [
  { title: 'Severity', value: (rule) => rule.severity },
  { title: 'Rule', value: (rule) => rule.id },
  { title: 'Kind', value: (rule) => rule.kind },
  { title: 'Title', value: (rule) => rule.title },
]

const RISK_COLUMNS: readonly Column<Listed>[] = [
  { title: 'Failing', value: (rule) => rule.failing, numeric: true },
  { title: 'Risk', value: (rule) => rule.pathRisk?.removed?.toFixed(3) ?? 'not known', numeric: true },
  { title: 'Paths', value: (rule) => rule.pathRisk?.closedPaths, numeric: true },
]

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const rules = (await context.rules()).map(({ tests: _tests, ...rule }) => rule)
  const withRisk = options.pathRisk === true
  const listed = withRisk ? await failing(context, options) : rules
  const columns = withRisk ? [...COLUMNS.slice(0, 2), ...RISK_COLUMNS] : COLUMNS
  printList(context.io, context.format, listed, columns, withRisk ? 'No rule fails.' : 'No rules.')
  return EXIT.done
}

/** Rules that fail in the newest scan, those first that are worth most; what is not known comes last. */
async function failing(context: Context, options: Options): Promise<readonly Listed[]> {
  const store = await context.store()
  const { sequence } = await currentScan(store)
  const all = await failingRules(readerOf(store), sequence, await context.rules())
  const some = all.filter(({ subjects }) => subjects.length > 0)
  const estate = some.some(canBeMended) ? await storedAssessment(context, options) : null
  const listed: (Listed & { readonly pathRisk: PathRisk })[] = []
  for (const one of some) {
    const { tests: _tests, ...rule } = one.rule
    const pathRisk = await watched(context, measuringPathRisk(estate, [one]))
    listed.push({ ...rule, failing: one.subjects.length, notEvaluated: one.notEvaluated, pathRisk })
  }
  return listed.sort((one, other) => (other.pathRisk.removed ?? -1) - (one.pathRisk.removed ?? -1))
}
