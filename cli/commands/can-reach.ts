import { canReach, type Reachability } from '../../graph/network/can-reach.ts'
import { storedId } from '../../graph/resource-id.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { storedFacts } from '../facts.ts'
import { printObject } from '../output.ts'

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const [from = '', to = ''] = args
  const port = portOption(options)
  const answer = canReach(await storedFacts(context), storedId(from), storedId(to), {
    port,
    protocol: textOption(options, 'protocol'),
  })
  printObject(context.io, context.format, answer, [
    headlineOf(answer),
    ...answer.hops.map((hop) => `  ${hop.component}  ${hop.id}  ${hop.detail}`),
    ...(answer.blockedBy === null ? [] : [`  stopped by ${answer.blockedBy.id}: ${answer.blockedBy.detail}`]),
    ...answer.unknown.map((detail) => `  not known: ${detail}`),
  ])
  return EXIT.done
}

function headlineOf({ reachable, ports, unknown }: Reachability): string {
  if (!reachable) return 'not reachable'
  return `${unknown.length === 0 ? 'reachable' : 'may be reachable'} on ${ports.join(', ')}`
}

function portOption(options: Options): number | undefined {
  const text = textOption(options, 'port')
  if (text === undefined) return undefined
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${text}: must be a whole number from 0 to 65535`)
  return port
}
