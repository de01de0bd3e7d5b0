import { enumWords } from '../parts/format.ts'

/** What the queue can be grouped by. */
export const GROUPINGS = ['account', 'source'] as const
export type Grouping = (typeof GROUPINGS)[number]

interface Grouped {
  readonly fixId: string
  readonly title: string
  readonly share: number
  readonly removesPaths: number
  readonly accounts: readonly string[]
  readonly source: { readonly key: string; readonly type: string; readonly name: string }
}

export interface FixGroup {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly fixIds: readonly string[]
  /** The one that removes the most. */
  readonly best: { readonly title: string; readonly share: number }
}

const NOWHERE = 'In no single account'

/** Fixes that one team or one edit has to do with, those with the best fix first; one fix may be in several. */
export function groupsOf(fixes: readonly Grouped[], grouping: Grouping): readonly FixGroup[] {
  const groups = new Map<string, Grouped[]>()
  for (const fix of fixes)
    for (const key of keysOf(fix, grouping)) groups.set(key, [...(groups.get(key) ?? []), fix])
  return [...groups]
    .map(([key, members]) => {
      const [best] = members.toSorted((a, b) => b.share - a.share)
      return {
        key,
        ...nameOf(key, best, grouping),
        fixIds: members.map(({ fixId }) => fixId),
        best: { title: best?.title ?? '', share: best?.share ?? 0 },
      }
    })
    .sort((a, b) => b.best.share - a.best.share || (a.name < b.name ? -1 : 1))
}

function keysOf({ accounts, source }: Grouped, grouping: Grouping): readonly string[] {
  if (grouping === 'source') return [`${source.type} ${source.name}`]
  return accounts.length === 0 ? [NOWHERE] : accounts
}

function nameOf(
  key: string,
  fix: Grouped | undefined,
  grouping: Grouping,
): Pick<FixGroup, 'name' | 'detail'> {
  if (grouping === 'account') return { name: key, detail: 'account' }
  return {
    name: fix?.source.name ?? key,
    detail: enumWords((fix?.source.type ?? '').replaceAll('-', '_')),
  }
}
