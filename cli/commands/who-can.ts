import { whoCan } from '../../graph/access/can.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { storedFacts } from '../facts.ts'
import { printList } from '../output.ts'
import { readRequestContext } from '../request-context.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const [action = '', resource = ''] = args
  const known = await readRequestContext(context.io, textOption(options, 'context'))
  const found = whoCan(await storedFacts(context), { action, resource, context: known })
  printList(
    context.io,
    context.format,
    found,
    [
      { title: 'Decision', value: (answer) => answer.decision },
      { title: 'Principal', value: (answer) => answer.principal },
      {
        title: 'By',
        value: (answer) => answer.by.map((hit) => `${hit.policy} ${hit.sid ?? hit.statement}`).join(', '),
      },
      {
        title: 'Not known',
        value: (answer) => answer.conditions.map((condition) => condition.key).join(', '),
      },
    ],
    `No identity that was read may do ${action} on ${resource}.`,
  )
  return EXIT.done
}
