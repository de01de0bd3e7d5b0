import { rankingGuardrails } from '../../graph/paths/guardrails.ts'
import { countOption } from '../arguments.ts'
import { storedAssessment } from '../assessment.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'
import { watched } from '../watched.ts'

const BUDGET = 120_000

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const first = countOption(options, 'first', 50)
  const { facts, assessment, blocked, options: assessOptions } = await storedAssessment(context, options)
  const found = await watched(
    context,
    rankingGuardrails(facts, assessment, blocked, { ...assessOptions, budget: BUDGET }),
  )
  printList(
    context.io,
    context.format,
    found.slice(0, first).map(({ opened: _opened, ...guardrail }) => guardrail),
    [
      { title: 'Risk held back', value: (one) => one.riskHeldBack.toFixed(3), numeric: true },
      { title: 'Opens', value: (one) => one.opensPaths, numeric: true },
      { title: 'Edges', value: (one) => one.holdsBack, numeric: true },
      { title: 'Verified', value: (one) => (one.verified ? 'yes' : 'no') },
      { title: 'Control', value: (one) => one.id },
      { title: 'Alone protects', value: (one) => one.protects.join(' ') },
    ],
    'No control holds an attack edge back.',
  )
  return EXIT.done
}
