import { parseAssumptions } from '../../graph/paths/assumptions.ts'
import { blastRadius } from '../../graph/paths/blast-radius.ts'
import { buildAttackGraph } from '../../graph/paths/graph.ts'
import { type Context, listOption, type Options } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printObject } from '../output.ts'

const SHOWN = 10

export async function run(context: Context, args: readonly string[], options: Options): Promise<ExitCode> {
  const [id = ''] = args
  const store = await context.store()
  await currentScan(store)
  const snapshot = (await store.loadSnapshot()) ?? {
    nodes: new Map(),
    relationships: new Map(),
    coverage: [],
  }
  const assume = parseAssumptions(listOption(options, 'assume'))
  const radius = blastRadius(buildAttackGraph(snapshot, assume), id, assume)
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
