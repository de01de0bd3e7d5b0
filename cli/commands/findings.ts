import { SEVERITIES } from '../../graph/paths/path.ts'
import { type FindingRecord, seenIn } from '../../queries/finding-record.ts'
import { listFindings } from '../../queries/list-findings.ts'
import { runQuery } from '../../queries/query.ts'
import { loadRules } from '../../rules/engine/load.ts'
import { FINDING_STATUSES } from '../../rules/engine/rule.ts'
import { choicesOption, countOption, failsOn } from '../arguments.ts'
import { type Context, listOption, type Options } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'
import { toSarif } from '../sarif.ts'
import { VERSION } from '../version.ts'

const ALL = 1_000_000
const orNull = (list: readonly string[]): string[] | null => (list.length === 0 ? null : [...list])

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const store = await context.store()
  const scan = await currentScan(store)
  const found = await runQuery(store, listFindings('severity', 'desc'), {
    sequence: scan.sequence,
    rules: orNull(listOption(options, 'rule')),
    severities: choicesOption(options, 'severity', SEVERITIES)?.slice() ?? null,
    statuses: choicesOption(options, 'status', FINDING_STATUSES)?.slice() ?? ['fail', 'not-evaluated'],
    accounts: orNull(listOption(options, 'account')),
    services: null,
    frameworks: null,
    subject: null,
    exception: null,
    ruleKind: null,
    search: null,
    after: null,
    limit: ALL,
  })
  const findings = found.map(({ record }) => seenIn(scan, record))
  const shown = findings.slice(0, countOption(options, 'first', 50))
  if (context.format === 'sarif')
    context.io.stdout(`${JSON.stringify(toSarif(findings, await loadRules(), VERSION), null, 2)}\n`)
  else printFindings(context, shown)
  if (findings.length > shown.length)
    context.io.stderr(`${findings.length - shown.length} more; --first takes a larger number\n`)
  const failures = findings.filter((finding) => finding.status === 'fail')
  return failsOn(
    options,
    failures.map((finding) => finding.severity),
  )
    ? EXIT.failOn
    : EXIT.done
}

function printFindings(context: Context, findings: readonly FindingRecord[]): void {
  printList(
    context.io,
    context.format,
    findings,
    [
      { title: 'Severity', value: (finding) => finding.severity },
      { title: 'Status', value: (finding) => finding.status },
      { title: 'Rule', value: (finding) => finding.rule },
      { title: 'Account', value: (finding) => finding.account },
      { title: 'Subject', value: (finding) => finding.subject },
      { title: 'Since', value: (finding) => finding.firstSeen },
    ],
    'No findings match.',
  )
}
