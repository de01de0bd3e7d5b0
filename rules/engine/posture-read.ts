import { groupByEach } from '../../graph/group-by.ts'
import { resultsOfRules, resultVersions } from '../../queries/posture-records.ts'
import type { Reader } from '../../queries/query.ts'
import { scopesBelow } from '../../queries/scopes-below.ts'
import { type Posture, postureOf } from './posture.ts'
import { frameworksOf, isWithin, type PostureScope, serviceOf } from './posture-scope.ts'
import type { Rule, RuleResult } from './rule.ts'

/** What is asked for: an account, or what lies above several; a framework; a service. */
export interface PostureQuestion {
  readonly scope?: string | null | undefined
  readonly framework?: string | null | undefined
  readonly service?: string | null | undefined
}

interface Catalogue {
  readonly rules: ReadonlyMap<string, Rule>
}

/** The scope with the accounts below it; null for everything. */
async function accountsOf(read: Reader, scope: string | null | undefined): Promise<Set<string> | null> {
  if (scope == null) return null
  const found = new Set([scope])
  for (let level: readonly string[] = [scope]; level.length > 0; ) {
    const below = await read(scopesBelow, { ids: [...level] })
    level = below.map(({ id }) => id).filter((id) => !found.has(id))
    for (const id of level) found.add(id)
  }
  return found
}

export async function scopeOf(read: Reader, question: PostureQuestion): Promise<PostureScope> {
  return {
    accounts: (await accountsOf(read, question.scope)) ?? undefined,
    framework: question.framework ?? undefined,
    service: question.service ?? undefined,
  }
}

/** How the rules ended in one scan, within a scope. */
export async function resultsWithin(
  { read, sequence }: { readonly read: Reader; readonly sequence: number },
  scope: PostureScope,
  { rules }: Catalogue,
): Promise<readonly RuleResult[]> {
  const rows = await read(resultsOfRules, { sequence })
  return rows.flatMap(({ results }) => results).filter(isWithin(scope, rules))
}

/** The same for many scans at once, by sequence. */
export async function resultsByScan(
  read: Reader,
  sequences: readonly number[],
  scope: PostureScope,
  { rules }: Catalogue,
): Promise<ReadonlyMap<number, readonly RuleResult[]>> {
  const rows = await read(resultVersions, { from: Math.min(...sequences) })
  const within = isWithin(scope, rules)
  const own = rows.map((row) => ({ ...row, results: row.results.filter(within) }))
  return new Map(
    sequences.map((sequence) => [
      sequence,
      own.flatMap(({ since, until, results }) => (since <= sequence && until > sequence ? results : [])),
    ]),
  )
}

/** The posture of each part that results fall into, by its key. */
export const postureByPart = (
  results: readonly RuleResult[],
  partsOf: (result: RuleResult) => readonly string[],
): ReadonlyMap<string, Posture> =>
  new Map([...groupByEach(results, partsOf)].sort(byKey).map(([part, own]) => [part, postureOf(own)]))

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1

export const servicesOfResult =
  (rules: ReadonlyMap<string, Rule>) =>
  ({ rule }: RuleResult): readonly string[] => {
    const known = rules.get(rule)
    return known === undefined ? [] : [serviceOf(known)]
  }

export const frameworksOfResult =
  (rules: ReadonlyMap<string, Rule>) =>
  ({ rule }: RuleResult): readonly string[] => {
    const known = rules.get(rule)
    return known === undefined ? [] : frameworksOf(known)
  }
