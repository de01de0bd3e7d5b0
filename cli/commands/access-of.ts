import { accessOf } from '../../graph/access/access-of.ts'
import { storedId } from '../../graph/resource-id.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { storedFacts } from '../facts.ts'
import { printList } from '../output.ts'

export async function run(context: Context, args: readonly string[]): Promise<ExitCode> {
  const principal = storedId(args[0] ?? '')
  const facts = await storedFacts(context)
  if (facts.node(principal) === undefined)
    throw new UsageError(`no resource has the id ${principal}; chokepoint resources SEARCH finds ids by name`)
  printList(
    context.io,
    context.format,
    accessOf(facts, principal),
    [
      { title: 'Access', value: (entry) => entry.kind },
      { title: 'Resource', value: (entry) => entry.resource },
      { title: 'Conditions', value: (entry) => entry.conditions.length, numeric: true },
    ],
    `${principal} has no access to anything that is tracked.`,
  )
  return EXIT.done
}
