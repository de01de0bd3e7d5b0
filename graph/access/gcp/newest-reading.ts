import type { FactIndex } from '../../snapshot/facts.ts'

/** When Google Cloud was read last: the time that conditions go by. */
export function newestReading({ snapshot }: FactIndex): string | null {
  const times = snapshot.coverage.filter(({ provider }) => provider === 'gcp').map(({ at }) => at)
  return times.sort().at(-1) ?? null
}
