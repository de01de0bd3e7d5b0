import { can } from '../../graph/access/can.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { storedFacts } from '../facts.ts'
import { printObject } from '../output.ts'
import { readRequestContext } from '../request-context.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const [principal = '', action = '', resource = ''] = args
  const known = await readRequestContext(context.io, textOption(options, 'context'))
  const answer = can(await storedFacts(context), { principal, action, resource, context: known })
  printObject(context.io, context.format, answer, [
    `${answer.decision}: ${answer.reason}`,
    ...answer.by.map((hit) => `  ${hit.effect}  ${hit.policy} statement ${hit.sid ?? hit.statement}`),
    ...answer.conditions.map((condition) => `  not known: ${condition.key} (${condition.detail})`),
  ])
  return EXIT.done
}
