import { openStore } from '../../graph/store/open.ts'
import { testRules } from '../../rules/engine/test-rule.ts'
import { chosenRules } from '../chosen-rules.ts'
import type { Context, Options } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

/** Tests publish graphs of their own: they run in memory unless a store is named. */
export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const rules = await chosenRules(context, args)
  const uri = typeof options.store === 'string' ? options.store : 'memory:'
  const results = await testRules(rules, () => openStore(uri, { command: 'rules test' }))
  printList(
    context.io,
    context.format,
    results,
    [
      { title: 'Result', value: (result) => (result.problems.length === 0 ? 'passed' : 'FAILED') },
      { title: 'Rule', value: (result) => result.rule },
      { title: 'Test', value: (result) => result.test },
      { title: 'Problem', value: (result) => result.problems.join('; ') },
    ],
    'No tests.',
  )
  const failed = results.filter((result) => result.problems.length > 0).length
  context.io.stderr(`${results.length - failed} passed, ${failed} failed\n`)
  return failed === 0 ? EXIT.done : EXIT.failOn
}
