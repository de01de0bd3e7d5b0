import { z } from 'zod'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import { countChanges, listChanges } from '../../queries/list-changes.ts'
import { type PageArguments, toConnection } from '../connection.ts'
import type { ChangeConnectionModel, ChangeTallies, ChangeType, FacetTally } from '../models.ts'
import type { View } from '../view/view.ts'
import type { Views } from '../view/views.ts'

export interface ChangeQuestion {
  /** Sequence of a scan, exclusive. */
  readonly since: number
  /** Sequence of a scan, inclusive. */
  readonly until: number
  readonly kinds?: readonly string[] | null | undefined
  readonly accounts?: readonly string[] | null | undefined
  readonly types?: readonly ChangeType[] | null | undefined
  readonly subject?: string | undefined
}

const key = z.object({ sequence: z.number(), type: z.string(), kind: z.string(), id: z.string() })

/** One page of the change log between two scans. */
export async function listedChanges(
  views: Views,
  question: ChangeQuestion,
  page: PageArguments,
): Promise<ChangeConnectionModel> {
  const { since, until } = question
  const subject = question.subject ?? null
  const filter = {
    since,
    until,
    subject,
    kinds: listOrNull(question.kinds),
    accounts: listOrNull(question.accounts),
    types: listOrNull(question.types),
  }
  const view = await views.of()
  const groups = () => view.read(countChanges, { since, until, subject })
  const connection = await toConnection(page, {
    key,
    load: (after, limit) => view.read(listChanges, { ...filter, after: after && { ...after }, limit }),
    keyOf: ({ record: { sequence, type, kind, id } }) => ({ sequence, type, kind, id }),
    nodeOf: ({ record }) => ({ view, change: record }),
    total: async () =>
      (await groups()).filter((group) => passes(group, question)).reduce((sum, { count }) => sum + count, 0),
  })
  return { ...connection, facets: async () => toFacets(await groups(), question, view) }
}

interface Group {
  readonly kind: string
  readonly account: string | null
  readonly op: string
  readonly count: number
}

type Part = 'kinds' | 'accounts' | 'types'

const VALUES: { readonly [P in Part]: (group: Group) => string } = {
  kinds: (group) => group.kind,
  accounts: (group) => group.account ?? '',
  types: (group) => group.op,
}

function passes(group: Group, question: ChangeQuestion, except?: Part): boolean {
  const parts: readonly Part[] = ['kinds', 'accounts', 'types']
  return parts.every((part) => {
    const wanted: readonly string[] | null | undefined = question[part]
    return part === except || wanted == null || wanted.includes(VALUES[part](group))
  })
}

async function toFacets(
  groups: readonly Group[],
  question: ChangeQuestion,
  view: View,
): Promise<ChangeTallies> {
  const names = new Map((await view.resources.accounts()).map((account) => [account.id, account.name]))
  const tally = (part: Part) =>
    tallyOf(
      groups.filter((group) => passes(group, question, part)),
      VALUES[part],
    )
  return {
    kinds: tally('kinds').map((facet) => ({ ...facet, label: kindLabel(facet.value) })),
    accounts: tally('accounts')
      .filter((facet) => facet.value !== '')
      .map((facet) => ({ ...facet, label: names.get(facet.value) ?? facet.value })),
    types: tally('types').map((facet) => {
      const value = facet.value.toUpperCase()
      return { ...facet, value, label: value }
    }),
  }
}

const kindLabel = (kind: string): string =>
  NODE_KINDS.get(kind)?.title ?? RELATIONSHIP_KINDS.get(kind)?.verb ?? kind

function tallyOf(groups: readonly Group[], read: (group: Group) => string): FacetTally[] {
  const counts = new Map<string, number>()
  for (const group of groups) counts.set(read(group), (counts.get(read(group)) ?? 0) + group.count)
  return [...counts]
    .map(([value, count]) => ({ value, label: value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

const listOrNull = (list: readonly string[] | null | undefined): string[] | null =>
  list == null ? null : [...list]
