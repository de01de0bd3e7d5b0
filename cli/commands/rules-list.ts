import { groupBy } from '../../graph/group-by.ts'
import { readerOf } from '../../queries/query.ts'
import { loadControls } from '../../rules/engine/controls.ts'
import { failingRules } from '../../rules/engine/failing-rules.ts'
import {
  canBeMended,
  type FailingRule,
  measuringPathRisk,
  type PathRisk,
} from '../../rules/engine/path-risk.ts'
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
  ...COLUMNS.slice(0, 2),
  { title: 'Failing', value: (rule) => rule.failing, numeric: true },
  { title: 'Risk', value: ({ pathRisk }) => pathRisk && riskText(pathRisk), numeric: true },
  { title: 'Paths', value: (rule) => rule.pathRisk?.closedPaths, numeric: true },
]

interface ListedControl {
  readonly control: string
  readonly title: string
  readonly rules: readonly string[]
  readonly failing: number
  readonly notEvaluated: number
  readonly pathRisk: PathRisk
}

const CONTROL_COLUMNS: readonly Column<ListedControl>[] = [
  { title: 'Control', value: ({ control }) => control },
  { title: 'Failing', value: ({ failing }) => failing, numeric: true },
  { title: 'Risk', value: ({ pathRisk }) => riskText(pathRisk), numeric: true },
  { title: 'Paths', value: ({ pathRisk }) => pathRisk.closedPaths, numeric: true },
  { title: 'Not in it', value: ({ pathRisk }) => pathRisk.unknown.join('; ') },
]

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const { io, format } = context
  if (options.byControl === true)
    printList(io, format, await failingControls(context, options), CONTROL_COLUMNS, 'No control fails.')
  else if (options.pathRisk === true)
    printList(io, format, await failingList(context, options), RISK_COLUMNS, 'No rule fails.')
  else printList(io, format, (await context.rules()).map(withoutTests), COLUMNS, 'No rules.')
  return EXIT.done
}

const withoutTests = ({ tests: _tests, ...rule }: Rule): Listed => rule

const riskText = ({ removed, unknown }: PathRisk): string =>
  removed === null ? 'not known' : `${removed.toFixed(3)}${unknown.length > 0 ? ' (part)' : ''}`

/** Rules that fail in the newest scan, those first that are worth most; what is not known comes last. */
async function failingList(context: Context, options: Options): Promise<readonly Listed[]> {
  const measured = await measure(context, options, ({ rule }) => rule.id)
  return measured.flatMap(({ failing: [one], pathRisk }) =>
    one === undefined
      ? []
      : [
          {
            ...withoutTests(one.rule),
            failing: one.subjects.length,
            notEvaluated: one.notEvaluated,
            pathRisk,
          },
        ],
  )
}

/** Controls that fail, each with all its failing rules mended together. */
async function failingControls(context: Context, options: Options): Promise<readonly ListedControl[]> {
  const controls = await loadControls()
  const measured = await measure(context, options, ({ rule }) => rule.control)
  return measured.map(({ key, failing, pathRisk }) => ({
    control: key,
    title: controls.get(key)?.title ?? key,
    rules: failing.map(({ rule }) => rule.id),
    failing: failing.reduce((sum, { subjects }) => sum + subjects.length, 0),
    notEvaluated: failing.reduce((sum, { notEvaluated }) => sum + notEvaluated, 0),
    pathRisk,
  }))
}

async function measure(context: Context, options: Options, keyOf: (one: FailingRule) => string) {
  const store = await context.store()
  const { sequence } = await currentScan(store)
  const all = await failingRules(readerOf(store), sequence, await context.rules())
  const some = all.filter(({ subjects }) => subjects.length > 0)
  const estate = some.some(canBeMended) ? await storedAssessment(context, options) : null
  const measured: { key: string; failing: readonly FailingRule[]; pathRisk: PathRisk }[] = []
  for (const [key, failing] of groupBy(some, keyOf))
    measured.push({ key, failing, pathRisk: await watched(context, measuringPathRisk(estate, failing)) })
  return measured.sort((one, other) => (other.pathRisk.removed ?? -1) - (one.pathRisk.removed ?? -1))
}
