/** What became of reading a partition, worst first. */
export const COVERAGE_STATES = [
  'DENIED',
  'FAILED',
  'EXPIRED',
  'THROTTLED',
  'TRUNCATED',
  'UNPARSEABLE',
  'UNSUPPORTED',
  'OK',
] as const
export type CoverageState = (typeof COVERAGE_STATES)[number]

const WORDS = {
  DENIED: 'Denied',
  FAILED: 'Failed',
  EXPIRED: 'Credentials expired',
  THROTTLED: 'Throttled',
  TRUNCATED: 'Cut short',
  UNPARSEABLE: 'Not understood',
  UNSUPPORTED: 'Not supported',
  OK: 'Read in full',
} as const

export const coverageWord = (state: CoverageState): string => WORDS[state]

/** The first line of the page: what is not known. */
export function coverageHeadline(
  total: number,
  states: readonly { readonly state: CoverageState; readonly count: number }[],
): string {
  const read = states.find(({ state }) => state === 'OK')?.count ?? 0
  if (total === 0) return 'Nothing has been read yet'
  if (read === total) return `All ${total} partitions were read in full`
  return `${total - read} of ${total} partitions could not be read in full`
}
