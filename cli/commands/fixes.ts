import { rankingFixes } from '../../graph/paths/ranked-fixes.ts'
import { countOption } from '../arguments.ts'
import { storedAssessment } from '../assessment.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'
import { watched } from '../watched.ts'

const BUDGET = 120_000

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const first = countOption(options, 'first', 50)
  const { facts, assessment, options: assessOptions } = await storedAssessment(context, options)
  const fixes = await watched(context, rankingFixes(facts, assessment, { ...assessOptions, budget: BUDGET }))
  printList(
    context.io,
    context.format,
    fixes.slice(0, first),
    [
      { title: 'Risk removed', value: (fix) => fix.riskRemoved.toFixed(3), numeric: true },
      { title: 'Share', value: (fix) => `${(fix.share * 100).toFixed(1)}%`, numeric: true },
      { title: 'Paths', value: (fix) => fix.removesPaths, numeric: true },
      { title: 'Verified', value: (fix) => (fix.derived ? 'derived' : fix.verified ? 'searched' : 'no') },
      { title: 'Fix', value: (fix) => fix.title },
      { title: 'Accounts', value: (fix) => fix.accounts.join(' ') },
      { title: 'Id', value: (fix) => fix.id },
    ],
    'There is nothing to fix: no attack path was found. What could not be read is not in this answer: chokepoint coverage.',
  )
  return EXIT.done
}
