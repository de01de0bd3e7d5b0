import type { Collector } from '../collector.ts'
import type { Job } from '../run.ts'
import type { Answers } from './answers.ts'
import type { AccountExport } from './layout.ts'
import { fileSource } from './source.ts'

/** Every collector over every account, and over every region that the export speaks of. */
export const jobsOf = (
  held: AccountExport,
  collectors: readonly Collector[],
  answers: Answers,
): readonly Job[] =>
  collectors.flatMap((collector) =>
    regionsFor(held, collector).map((region) => ({
      partition: { provider: collector.provider, account: held.account, region, service: collector.service },
      collector,
      source: fileSource(held, region, collector.calls, answers),
    })),
  )

function regionsFor(held: AccountExport, collector: Collector): readonly string[] {
  if (collector.scope === 'global') return ['global']
  const named = [...held.refused, ...held.empty].flatMap(({ region }) => region ?? [])
  return [...new Set([...held.answers.keys(), ...named])].filter((region) => region !== 'global').sort()
}
