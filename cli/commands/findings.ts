import { countOption, failsOn } from '../arguments.ts'
import type { Context, Options } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import type { ExportedFinding } from '../exports/exported.ts'
import { EXPORT_FORMATS } from '../format.ts'
import { type Column, printList } from '../output.ts'
import { chosenFindings } from '../stored-findings.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  if (options.passes === true && context.format !== 'junit')
    throw new UsageError('--passes: only --format junit lists what passed')
  const store = await context.store()
  const scan = await currentScan(store)
  const findings = await chosenFindings(store, scan, options)
  const form = EXPORT_FORMATS.find((format) => format === context.format)
  if (form === undefined) printFindings(context, findings, countOption(options, 'first', 50))
  else {
    const { exportFindings } = await import('../exports/index.ts')
    await exportFindings(context, form, { store, scan, findings, options })
  }
  const failures = findings.filter((finding) => finding.status === 'fail')
  return failsOn(
    options,
    failures.map((finding) => finding.severity),
  )
    ? EXIT.failOn
    : EXIT.done
}

const COLUMNS: readonly Column<ExportedFinding>[] = [
  { title: 'Severity', value: (finding) => finding.severity },
  { title: 'Status', value: (finding) => finding.status },
  { title: 'Rule', value: (finding) => finding.rule },
  { title: 'Account', value: (finding) => finding.account },
  { title: 'Subject', value: (finding) => finding.subject },
  { title: 'Since', value: (finding) => finding.firstSeen },
]

/** What a terminal has no room for. */
const MORE_COLUMNS: readonly Column<ExportedFinding>[] = [
  { title: 'Last seen', value: (finding) => finding.lastSeen },
  { title: 'Title', value: (finding) => finding.title },
  { title: 'Detail', value: (finding) => finding.detail },
  { title: 'Kind', value: (finding) => finding.subjectKind },
  { title: 'Requirements', value: (finding) => finding.frameworks?.join(' ') },
  { title: 'Exception', value: (finding) => finding.exception },
  { title: 'Id', value: (finding) => finding.id },
]

function printFindings({ io, format }: Context, findings: readonly ExportedFinding[], first: number): void {
  const shown = findings.slice(0, first)
  const columns = format === 'csv' ? [...COLUMNS, ...MORE_COLUMNS] : COLUMNS
  printList(io, format, shown, columns, 'No findings match.')
  if (findings.length > shown.length)
    io.stderr(`${findings.length - shown.length} more; --first takes a larger number\n`)
}
