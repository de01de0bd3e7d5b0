import { canReach } from '../../graph/network/can-reach.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { storedFacts } from '../facts.ts'
import { printObject } from '../output.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const [from = '', to = ''] = args
  const port = portOption(options)
  const answer = canReach(await storedFacts(context), from, to, {
    port,
    protocol: textOption(options, 'protocol'),
  })
  printObject(context.io, context.format, answer, [
    answer.reachable ? `reachable on ${answer.ports.join(', ')}` : 'not reachable',
    ...answer.hops.map((hop) => `  ${hop.component}  ${hop.id}  ${hop.detail}`),
    ...(answer.blockedBy === null ? [] : [`  stopped by ${answer.blockedBy.id}: ${answer.blockedBy.detail}`]),
  ])
  return EXIT.done
}

function portOption(options: Options): number | undefined {
  const text = textOption(options, 'port')
  if (text === undefined) return undefined
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${text}: must be a whole number from 0 to 65535`)
  return port
}
