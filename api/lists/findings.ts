import { z } from 'zod'
import { SEVERITIES } from '../../graph/paths/path.ts'
import {
  countFindings,
  type FindingGroup,
  type FindingOrder,
  listFindings,
} from '../../queries/list-findings.ts'
import { frameworkOf } from '../../rules/engine/posture-scope.ts'
import { FINDING_STATUSES } from '../../rules/engine/rule.ts'
import { type PageArguments, toConnection } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import type { Facets, FacetTally, FindingConnectionModel } from '../models.ts'
import { once } from '../once.ts'
import type { View } from '../view/view.ts'

/** What is asked of the findings; an absent part does not restrict. */
export interface FindingQuestion {
  readonly rules?: readonly string[] | null | undefined
  readonly severities?: readonly string[] | null | undefined
  readonly statuses?: readonly string[] | null | undefined
  readonly accounts?: readonly string[] | null | undefined
  readonly services?: readonly string[] | null | undefined
  readonly frameworks?: readonly string[] | null | undefined
  readonly subject?: string | null | undefined
  readonly exception?: string | null | undefined
  readonly kind?: string | null | undefined
  readonly search?: string | null | undefined
}

export interface FindingSort {
  readonly field: FindingOrder
  readonly direction: 'asc' | 'desc'
}

const key = z.object({ value: z.union([z.string(), z.number()]), rule: z.string(), id: z.string() })

/** One page of findings with the facets around it. */
export async function listedFindings(
  view: View,
  question: FindingQuestion,
  sort: FindingSort,
  page: PageArguments,
  context: RequestContext,
): Promise<FindingConnectionModel> {
  const query = listFindings(sort.field, sort.direction)
  const groups = once(() => groupsOf(view, question))
  const connection = await toConnection(page, {
    key,
    load: (after, limit) => view.read(query, { ...toParams(view, question), after, limit }),
    keyOf: ({ value, record }) => ({ value, rule: record.rule, id: record.id }),
    nodeOf: ({ record }) => ({ view, finding: record }),
    total: async () => sumOf((await groups()).filter((group) => passes(group, question))),
  })
  return { ...connection, facets: () => facetsOf(view, question, context, groups) }
}

const PARTS = ['rules', 'severities', 'statuses', 'accounts', 'services', 'frameworks'] as const
type Part = (typeof PARTS)[number]

const VALUES: { readonly [P in Part]: (group: FindingGroup) => readonly string[] } = {
  rules: (group) => [group.rule],
  severities: (group) => [group.severity],
  statuses: (group) => [group.status],
  accounts: (group) => (group.account === null ? [] : [group.account]),
  services: (group) => (group.service === null ? [] : [group.service]),
  frameworks: (group) => [...new Set((group.frameworks ?? []).map(frameworkOf))],
}

/** Counts under the question, each facet without its own part of it. */
export async function facetsOf(
  view: View,
  question: FindingQuestion,
  context: RequestContext,
  read: () => Promise<readonly FindingGroup[]> = () => groupsOf(view, question),
): Promise<Facets> {
  const [groups, accounts] = await Promise.all([read(), view.resources.accounts()])
  const names = new Map(accounts.map((account) => [account.id, account.name]))
  const tally = (part: Part, labelOf: (value: string) => string = (value) => value) =>
    tallyOf(
      groups.filter((group) => passes(group, question, part)),
      VALUES[part],
      labelOf,
    )
  return {
    severities: inOrder(tally('severities', capitals), SEVERITIES.map(capitals)),
    rules: tally('rules', (id) => context.rules.get(id)?.title ?? id),
    accounts: tally('accounts', (id) => names.get(id) ?? id),
    services: tally('services'),
    statuses: inOrder(tally('statuses', capitals), FINDING_STATUSES.map(capitals)),
    frameworks: tally('frameworks'),
  }
}

function passes(group: FindingGroup, question: FindingQuestion, except?: Part): boolean {
  return PARTS.every((part) => part === except || passesPart(group, question, part))
}

function passesPart(group: FindingGroup, question: FindingQuestion, part: Part): boolean {
  const wanted = question[part]
  if (wanted == null) return part !== 'statuses' || group.status !== 'resolved'
  if (part !== 'frameworks') return VALUES[part](group).some((value) => wanted.includes(value))
  return (group.frameworks ?? []).some(
    (requirement) => wanted.includes(requirement) || wanted.includes(frameworkOf(requirement)),
  )
}

const groupsOf = (view: View, question: FindingQuestion): Promise<readonly FindingGroup[]> => {
  const { sequence, subject, exception, ruleKind, search } = toParams(view, question)
  return view.read(countFindings, { sequence, subject, exception, ruleKind, search })
}

function tallyOf(
  groups: readonly FindingGroup[],
  valuesOf: (group: FindingGroup) => readonly string[],
  labelOf: (value: string) => string,
): FacetTally[] {
  const counts = new Map<string, number>()
  for (const group of groups)
    for (const value of valuesOf(group)) counts.set(value, (counts.get(value) ?? 0) + group.count)
  return [...counts]
    .map(([value, count]) => ({ value, label: labelOf(value), count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** Enum values in their own order, as the schema writes them. */
const inOrder = (tallies: readonly FacetTally[], order: readonly string[]): FacetTally[] =>
  tallies
    .map((tally) => ({ ...tally, value: tally.label }))
    .sort((a, b) => order.indexOf(a.value) - order.indexOf(b.value))

const capitals = (value: string): string => value.toUpperCase().replaceAll('-', '_')

const sumOf = (groups: readonly FindingGroup[]): number => groups.reduce((sum, group) => sum + group.count, 0)

const toParams = (view: View, question: FindingQuestion) => ({
  sequence: view.sequence,
  rules: listOrNull(question.rules),
  severities: listOrNull(question.severities),
  statuses: listOrNull(question.statuses),
  accounts: listOrNull(question.accounts),
  services: listOrNull(question.services),
  frameworks: listOrNull(question.frameworks),
  subject: question.subject ?? null,
  exception: question.exception ?? null,
  ruleKind: question.kind ?? null,
  search: question.search?.trim().toLowerCase() || null,
})

const listOrNull = (list: readonly string[] | null | undefined): string[] | null =>
  list == null ? null : [...list]
