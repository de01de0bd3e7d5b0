import { COVERAGE_STATES } from '../../graph/snapshot/records.ts'
import { coverageLastRead } from '../../queries/coverage-last-read.ts'
import { listCoverage } from '../../queries/list-coverage.ts'
import { runQuery } from '../../queries/query.ts'
import { choicesOption } from '../arguments.ts'
import type { Context, Options } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { printList } from '../output.ts'

const ALL = 1_000_000

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const store = await context.store()
  const { sequence } = await currentScan(store)
  const states = choicesOption(options, 'state', COVERAGE_STATES)
  const found = await runQuery(store, listCoverage, {
    sequence,
    states: states?.slice() ?? null,
    accounts: null,
    afterRead: null,
    afterId: null,
    limit: ALL,
  })
  const lastRead = await runQuery(store, coverageLastRead, {
    ids: found.map(({ record }) => record.id),
    sequence,
  })
  const readAt = new Map(lastRead.map((row) => [row.id, row.at]))
  const entries = found.map(
    ({ record: { id, provider, account, region, service, state, reason, at, missing } }) => ({
      provider,
      account,
      region,
      service,
      state,
      reason: reason ?? null,
      at,
      age: ageOf(readAt.get(id)),
      missing: missing ?? [],
    }),
  )
  printList(
    context.io,
    context.format,
    entries,
    [
      { title: 'Account', value: (entry) => entry.account },
      { title: 'Region', value: (entry) => entry.region },
      { title: 'Service', value: (entry) => entry.service },
      { title: 'State', value: (entry) => entry.state },
      { title: 'Read at', value: (entry) => entry.at },
      { title: 'Missing calls', value: (entry) => entry.missing.length, numeric: true },
      { title: 'Reason', value: (entry) => entry.reason },
    ],
    states === null ? 'Nothing was read yet.' : `No partition is ${states.join(' or ')}.`,
  )
  return EXIT.done
}

/** Seconds since the partition was last read in full; null if it never was. */
const ageOf = (at: string | null | undefined): number | null =>
  at == null ? null : Math.max(0, Math.round((Date.now() - Date.parse(at)) / 1000))
