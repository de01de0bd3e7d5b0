import { findingChokePoints } from '../../graph/paths/choke-point-list.ts'
import { countOption } from '../arguments.ts'
import { storedAssessment } from '../assessment.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'
import { watched } from '../watched.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const first = countOption(options, 'first', 50)
  const { assessment } = await storedAssessment(context, options)
  const found = await watched(context, findingChokePoints(assessment))
  printList(
    context.io,
    context.format,
    found.slice(0, first),
    [
      { title: 'Risk', value: (point) => point.risk.toFixed(3), numeric: true },
      { title: 'Share', value: (point) => `${(point.share * 100).toFixed(1)}%`, numeric: true },
      { title: 'Paths', value: (point) => point.paths, numeric: true },
      { title: 'Type', value: (point) => point.type },
      { title: 'Choke point', value: (point) => point.id },
    ],
    'No resource and no edge lies on every way to a target.',
  )
  return EXIT.done
}
