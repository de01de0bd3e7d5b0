import { z } from 'zod'
import type { AttackPath, Severity } from '../../graph/paths/path.ts'
import { SEVERITIES } from '../../graph/paths/path.ts'
import { countPaths, listPaths } from '../../queries/list-paths.ts'
import { listConnection, type PageArguments, toConnection } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import type { AttackPathConnectionModel, SeverityTally } from '../models.ts'
import type { PathQuestion } from '../view/path-search.ts'
import type { View } from '../view/view.ts'

/** What is asked of the attack paths; an absent part does not restrict. */
export interface PathFilter {
  readonly severities?: readonly Severity[] | null | undefined
  readonly accounts?: readonly string[] | null | undefined
  readonly entry?: string | null | undefined
  readonly target?: string | null | undefined
  readonly techniques?: readonly string[] | null | undefined
  readonly through?: string | null | undefined
  readonly search?: string | null | undefined
}

const key = z.object({ rank: z.number(), id: z.string() })

/** One page of the paths that the scan stored, by rank. */
export async function storedPaths(
  view: View,
  filter: PathFilter,
  page: PageArguments,
): Promise<AttackPathConnectionModel> {
  const params = {
    sequence: view.sequence,
    severities: listOrNull(filter.severities),
    accounts: listOrNull(filter.accounts),
    entry: filter.entry ?? null,
    target: filter.target ?? null,
    techniques: listOrNull(filter.techniques),
    through: filter.through ?? null,
    search: textOrNull(filter.search),
  }
  const tallies = async () => inOrder(await view.read(countPaths, params))
  const connection = await toConnection(page, {
    key,
    load: (after, limit) =>
      view.read(listPaths, { ...params, afterRank: after?.rank ?? null, afterId: after?.id ?? null, limit }),
    keyOf: ({ record }) => ({ rank: record.rank, id: record.id }),
    nodeOf: ({ record }) => ({ view, path: record }),
    total: async () => (await tallies()).reduce((sum, { count }) => sum + count, 0),
  })
  return { ...connection, severityCounts: tallies }
}

/** One page of paths that are searched for now: from a start of the analyst's own, or to another target. */
export async function livePaths(
  view: View,
  question: PathQuestion,
  filter: PathFilter,
  page: PageArguments,
  { searchLive }: RequestContext,
): Promise<AttackPathConnectionModel> {
  const passing = (await searchLive(view, question)).filter((path) => passes(path, filter))
  const found = filter.accounts == null ? passing : await ofAccounts(passing, filter.accounts, view)
  const connection = await listConnection(
    page,
    found.map((path) => ({ view, path })),
  )
  return { ...connection, severityCounts: async () => inOrder(tallyOf(found)) }
}

/** Paths whose target is in one of the accounts; an account is in itself. */
async function ofAccounts(
  paths: readonly AttackPath[],
  accounts: readonly string[],
  view: View,
): Promise<readonly AttackPath[]> {
  const targets = await Promise.all(paths.map(({ target }) => view.node.load(target)))
  return paths.filter(({ target }, at) => {
    const node = targets[at]
    const account = node?.kind.endsWith('Account') === true ? target : node?.props.account
    return typeof account === 'string' && accounts.includes(account)
  })
}

function passes(path: AttackPath, filter: PathFilter): boolean {
  const search = textOrNull(filter.search)
  return (
    (filter.severities?.includes(path.severity) ?? true) &&
    (filter.entry == null || path.entry === filter.entry) &&
    (filter.target == null || path.target === filter.target) &&
    (filter.techniques?.some((technique) => path.techniques.includes(technique)) ?? true) &&
    (filter.through == null || visits(path, filter.through)) &&
    (search === null || path.title.toLowerCase().includes(search))
  )
}

const visits = (path: AttackPath, id: string): boolean =>
  path.entry === id || path.target === id || path.steps.some((step) => step.from === id || step.to === id)

function tallyOf(paths: readonly AttackPath[]): { severity: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { severity } of paths) counts.set(severity, (counts.get(severity) ?? 0) + 1)
  return [...counts].map(([severity, count]) => ({ severity, count }))
}

/** Every severity, worst first, also those that do not occur. */
function inOrder(rows: readonly { readonly severity: string; readonly count: number }[]): SeverityTally[] {
  const counts = new Map(rows.map((row) => [row.severity, row.count]))
  return SEVERITIES.map((severity) => ({ severity, count: counts.get(severity) ?? 0 }))
}

const listOrNull = (list: readonly string[] | null | undefined): string[] | null =>
  list == null ? null : [...list]

const textOrNull = (text: string | null | undefined): string | null => text?.trim().toLowerCase() || null
