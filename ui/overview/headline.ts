import { integer, plural, relativeTime } from '../parts/format.ts'
import type { Overview } from './query.ts'

interface State {
  readonly attackPaths: {
    readonly totalCount: number
    readonly severityCounts: Overview['attackPaths']['severityCounts']
  }
  readonly coverageSummary: Pick<Overview['coverageSummary'], 'total' | 'states'>
  readonly posture: { readonly failing: number }
}

/** The state of the scope in one sentence; what could not be read is never passed off as safe. */
export function headline({ attackPaths, coverageSummary, posture }: State): string {
  const count = (wanted: string) =>
    attackPaths.severityCounts.find(({ severity }) => severity === wanted)?.count ?? 0
  const [critical, high] = [count('CRITICAL'), count('HIGH')]
  if (critical > 0 && high > 0)
    return `${plural(critical, 'critical attack path')} and ${integer(high)} high ones are open`
  if (critical > 0) return `${plural(critical, 'critical attack path')} ${critical === 1 ? 'is' : 'are'} open`
  if (high > 0)
    return `${plural(high, 'attack path')} of high severity ${high === 1 ? 'is' : 'are'} open, none critical`
  if (attackPaths.totalCount > 0)
    return `${plural(attackPaths.totalCount, 'attack path')}, none critical or high`
  const unread = coverageSummary.total - readCount(coverageSummary)
  if (unread > 0)
    return `No attack path found, but ${integer(unread)} of ${plural(coverageSummary.total, 'partition')} could not be read`
  return posture.failing > 0
    ? 'No attack path is open; some checks fail'
    : 'No attack path is open and no check fails'
}

export function readCount(summary: State['coverageSummary']): number {
  return summary.states.find(({ state }) => state === 'OK')?.count ?? 0
}

/** What the numbers rest on. */
export function scanLine({ postureHistory, resources, coverageSummary, posture }: Overview): string {
  const newest = postureHistory.reduce<Overview['postureHistory'][number] | undefined>(
    (latest, point) => (latest === undefined || point.scan.sequence > latest.scan.sequence ? point : latest),
    undefined,
  )
  const parts = [
    newest === undefined
      ? undefined
      : `Scan ${newest.scan.sequence} of ${newest.scan.source}, ${relativeTime(newest.scan.finishedAt)}`,
    plural(resources.totalCount, 'resource'),
    posture.accounts.length > 0 ? plural(posture.accounts.length, 'account') : undefined,
    `${integer(readCount(coverageSummary))} of ${plural(coverageSummary.total, 'partition')} read`,
  ]
  return parts.filter((part) => part !== undefined).join(' · ')
}
