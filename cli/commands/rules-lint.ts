import { loadControls } from '../../rules/engine/controls.ts'
import { loadFrameworks } from '../../rules/engine/frameworks.ts'
import { lintRules } from '../../rules/engine/lint.ts'
import { chosenRules } from '../chosen-rules.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

export async function run(context: Context, args: readonly string[]): Promise<ExitCode> {
  const rules = await chosenRules(args)
  const problems = lintRules(rules, { frameworks: await loadFrameworks(), controls: await loadControls() })
  printList(
    context.io,
    context.format,
    problems,
    [
      { title: 'Rule', value: (problem) => problem.rule },
      { title: 'Field', value: (problem) => problem.field },
      { title: 'Problem', value: (problem) => problem.message },
    ],
    `${rules.length} rules, no problem.`,
  )
  return problems.length === 0 ? EXIT.done : EXIT.failOn
}
