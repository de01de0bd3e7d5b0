import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

export async function run(context: Context): Promise<ExitCode> {
  const rules = await context.rules()
  printList(
    context.io,
    context.format,
    rules.map(({ tests: _tests, ...rule }) => rule),
    [
      { title: 'Severity', value: (rule) => rule.severity },
      { title: 'Rule', value: (rule) => rule.id },
      { title: 'Kind', value: (rule) => rule.kind },
      { title: 'Title', value: (rule) => rule.title },
    ],
    'No rules.',
  )
  return EXIT.done
}
