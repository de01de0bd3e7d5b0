import { parseAssumptions } from '../../graph/paths/assumptions.ts'
import { blastRadius } from '../../graph/paths/blast-radius.ts'
import { storedId } from '../../graph/resource-id.ts'
import { type Context, listOption, type Options } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printObject } from '../output.ts'
import { storedGraphs } from '../stored-graph.ts'

const SHOWN = 10

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const id = storedId(args[0] ?? '')
  const scan = await currentScan(await context.store())
  const names = listOption(options, 'assume')
  const assume = parseAssumptions(names)
  const { graph } = await storedGraphs(context, scan, names)
  const radius = blastRadius(graph, id, assume)
  printObject(context.io, context.format, radius, [
    `${id} reaches ${radius.reached} resources; risk ${radius.risk.toFixed(3)}`,
    ...radius.classes.flatMap((reached) => [
      `${reached.name}: ${reached.reached} of ${reached.total}`,
      ...reached.targets
        .slice(0, SHOWN)
        .map((target) => `  ${target.likelihood.toFixed(2)}  ${target.id}  ${target.steps} steps`),
    ]),
  ])
  return EXIT.done
}
