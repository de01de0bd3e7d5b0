import { Listr, ListrLogger, ProcessOutput } from 'listr2'
import type { JobProgress } from '../ingest/run.ts'
import type { Context } from './context.ts'

/** Shows what is being read, by service, while `collect` runs. */
export async function showCollection<T>(
  context: Context,
  services: readonly string[],
  collect: (onProgress: (progress: JobProgress) => void) => Promise<T>,
): Promise<T> {
  const rows = new Map([...new Set(services)].sort().map((service) => [service, newRow(service, services)]))
  const onProgress = (progress: JobProgress) => rows.get(progress.partition.service)?.take(progress)
  if (!context.io.terminal || context.quiet) return collect(onProgress)
  const output = new ProcessOutput(process.stderr, process.stderr)
  const list = new Listr(
    [...rows.values()].map((row) => ({
      title: row.title(),
      task: (_, task) =>
        row.follow((title) => {
          task.title = title
        }),
    })),
    { concurrent: true, rendererOptions: { logger: new ListrLogger({ processOutput: output }) } },
  )
  const [, result] = await Promise.all([
    list.run(),
    collect(onProgress).finally(() => {
      for (const row of rows.values()) row.end()
    }),
  ])
  return result
}

interface Row {
  title(): string
  take(progress: JobProgress): void
  /** Resolves when every partition of the service was read. */
  follow(show: (title: string) => void): Promise<void>
  end(): void
}

function newRow(service: string, services: readonly string[]): Row {
  const total = services.filter((name) => name === service).length
  const counts = new Map<string, number>()
  const problems = new Map<string, number>()
  let read = 0
  let show = (_title: string) => {}
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const title = () => {
    const nodes = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const gaps = [...problems].map(([state, count]) => `${count} ${state}`).join(', ')
    return `${service}  ${nodes} resources, ${read} of ${total} read${gaps === '' ? '' : ` (${gaps})`}`
  }
  return {
    title,
    take({ partition, nodes, coverage }) {
      counts.set(`${partition.account}/${partition.region}`, nodes)
      if (coverage !== undefined) {
        read++
        if (coverage.state !== 'OK') problems.set(coverage.state, (problems.get(coverage.state) ?? 0) + 1)
      }
      show(title())
      if (read === total) end()
    },
    follow(display) {
      show = display
      return ended
    },
    end,
  }
}
