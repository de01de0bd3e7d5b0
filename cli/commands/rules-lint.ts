import { loadControls } from '../../rules/engine/controls.ts'
import { explainRules } from '../../rules/engine/explain.ts'
import { loadFrameworks } from '../../rules/engine/frameworks.ts'
import { lintRules } from '../../rules/engine/lint.ts'
import { chosenRules } from '../chosen-rules.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

/** With --store, the store plans the queries too. */
export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const rules = await chosenRules(context, args)
  const problems = [
    ...lintRules(rules, { frameworks: await loadFrameworks(), controls: await loadControls() }),
    ...(options.store === undefined ? [] : await explainRules(rules, await context.store())),
  ]
  printList(
    context.io,
    context.format,
    problems,
    [
      { title: 'Rule', value: (problem) => problem.rule },
      { title: 'Field', value: (problem) => problem.field },
      { title: 'Problem', value: (problem) => problem.message },
    ],
    rules.length === 1 ? '1 rule, no problem.' : `${rules.length} rules, no problem.`,
  )
  return problems.length === 0 ? EXIT.done : EXIT.failOn
}
