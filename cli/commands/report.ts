import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Framework, loadFrameworks } from '../../rules/engine/frameworks.ts'
import { failsOn } from '../arguments.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { csvParts, toTable } from '../output.ts'
import { collectReport } from '../report/collect.ts'
import type { Report } from '../report/model.ts'
import { evidenceColumns, evidenceRows, headline, REQUIREMENT_COLUMNS, reportData } from '../report/tables.ts'
import { suggest } from '../suggest.ts'

/** The report of a framework. HTML and PDF go to a file, whose path is printed; the rest to stdout unless --output says otherwise. */
export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const framework = await frameworkCalled(args[0] ?? '')
  const store = await context.store()
  const report = await collectReport({
    store,
    scan: await currentScan(store),
    framework,
    rules: await context.rules(),
    scope: textOption(options, 'account') ?? null,
  })
  await print(context, report, textOption(options, 'output'))
  return failsOn(options, failures(report)) ? EXIT.failOn : EXIT.done
}

async function frameworkCalled(id: string): Promise<Framework> {
  const frameworks = await loadFrameworks()
  const found = frameworks.get(id)
  if (found !== undefined) return found
  const ids = [...frameworks.keys()]
  throw new UsageError(`no framework is called ${id}${suggest(id, ids)}. There are ${ids.join(', ')}`)
}

function* failures({ sections }: Report) {
  for (const { requirements } of sections)
    for (const { controls } of requirements)
      for (const { rules } of controls)
        for (const { findings } of rules)
          for (const { status, severity } of findings) if (status === 'fail') yield severity
}

async function print(context: Context, report: Report, output: string | undefined): Promise<void> {
  const { format, io } = context
  if (format === 'html' || format === 'pdf') {
    const file = resolve(io.cwd, output ?? `${report.framework.id}.${format}`)
    await write(file, await document(format, report))
    io.stdout(`${file}\n`)
  } else if (output !== undefined) await write(resolve(io.cwd, output), dataParts(context, report))
  else for (const part of dataParts(context, report)) io.stdout(part)
}

async function document(format: 'html' | 'pdf', report: Report): Promise<string | Uint8Array> {
  if (format === 'html') return (await import('../report/html.ts')).toHtml(report)
  return (await import('../report/pdf.ts')).toPdf(report)
}

/** What is printed of a report beside its documents, a part after the other. */
function* dataParts({ io, format }: Context, report: Report): Generator<string> {
  if (format === 'csv') yield* csvParts(evidenceRows(report), evidenceColumns(report))
  else if (format === 'table') {
    yield `${headline(report)}\n\n`
    yield toTable(
      report.sections.flatMap((section) => section.requirements),
      REQUIREMENT_COLUMNS,
      io.columns,
    )
  } else yield `${JSON.stringify(reportData(report), null, format === 'json' ? 2 : 0)}\n`
}

const write = (file: string, content: string | Uint8Array | Iterable<string>): Promise<void> =>
  writeFile(file, content).catch((cause: unknown) => {
    throw new UsageError(`--output ${file}: cannot be written`, { cause })
  })
