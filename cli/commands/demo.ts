import type { Context } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { loadSample, takesSample } from '../sample.ts'

export async function run(context: Context): Promise<ExitCode> {
  if (!(await takesSample(context)))
    throw new UsageError(
      `the store ${context.storeUri} is not empty; name another one, such as --store file:demo.grafeo`,
    )
  const { scan, paths } = await loadSample(context)
  const summary = {
    scan: scan.id,
    resources: scan.nodes,
    relationships: scan.relationships,
    paths: paths.length,
  }
  if (context.format === 'table')
    context.io.stdout(
      `sample loaded: ${scan.nodes} resources, ${paths.length} attack paths. Next: chokepoint serve\n`,
    )
  else context.io.stdout(`${JSON.stringify(summary, null, 2)}\n`)
  return EXIT.done
}
