import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { QueryRefusedError, QueryTimeoutError } from '../../graph/store/errors.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { defineQuery, type Query, runQuery } from '../../queries/query.ts'
import type { Failure, Remembered } from './failure.ts'
import { parametersOf } from './parameters.ts'
import type { Rule } from './rule.ts'
import type { Subjects } from './subjects.ts'

/** What the store said about one rule. */
export interface Verdicts {
  /** Ids that are evaluated, those that fail among them. */
  readonly population: ReadonlySet<string>
  /** By subject; the shortest path where a query gives several. */
  readonly failures: ReadonlyMap<string, Failure>
  /** Ids that lack a property which the rule requires, or what a person has to say of them. */
  readonly unknown: ReadonlySet<string>
}

/** The rule's queries could not be run to the end; nothing can be said about its subjects. */
export class RuleFailedError extends Error {
  override readonly name = 'RuleFailedError'
}

export interface RuleRun {
  readonly store: Pick<GraphStore, 'read'>
  /** For what other rules ask too. Default: `store`. */
  readonly shared?: Pick<GraphStore, 'read'>
  readonly subjects: Subjects
  /** What the scan before says of this one too. Default: nothing. */
  readonly remembered?: Remembered | null
  readonly now: string
  /** Milliseconds for each query. */
  readonly timeout: number
}

const subjectRow = z.object({ subject: z.string() })
const failureRow = subjectRow.extend({
  path: z.array(z.string()).nullish(),
  detail: z.string().nullish(),
})

/** Runs a rule's queries. @throws RuleFailedError saying which query failed, and how. */
export async function askStore(rule: Rule, run: RuleRun): Promise<Verdicts> {
  const params = parametersOf(rule, run.now)
  const ask = async <R>(
    part: string,
    cypher: string,
    row: z.ZodType<R>,
    more: Props = {},
  ): Promise<readonly R[]> => {
    const query: Query<Props, R> = defineQuery({
      name: `${rule.id} ${part}`,
      cypher,
      params: z.record(z.string(), z.json()),
      row,
    })
    const store = part === 'query' ? run.store : (run.shared ?? run.store)
    try {
      return await runQuery(store, query, used(cypher, { ...params, ...more }), { timeout: run.timeout })
    } catch (error) {
      throw asRuleFailure(part, error)
    }
  }
  const remembered = run.remembered ?? { failures: [], query: { cypher: rule.query, changedSubjects: [] } }
  const failures = new Map<string, Failure>()
  const note = (failure: Failure): void => {
    if (!run.subjects.has(failure.subject)) return
    const known = failures.get(failure.subject)
    if (known === undefined || precedes(failure, known)) failures.set(failure.subject, failure)
  }
  for (const failure of remembered.failures) note(failure)
  if (remembered.query !== null) {
    const { cypher, changedSubjects } = remembered.query
    for (const { subject, path, detail } of await ask('query', cypher, failureRow, { changedSubjects }))
      note({ subject, ...(path && { path }), ...(detail && { detail }) })
  }
  const population = new Set(failures.keys())
  if (isEverySubject(rule)) for (const id of run.subjects.keys()) population.add(id)
  else
    for (const { subject } of await ask('population', rule.population, subjectRow))
      if (run.subjects.has(subject)) population.add(subject)
  const unknown = rule.requires.length === 0 ? [] : await ask('requires', requiresQuery(rule), subjectRow)
  return {
    population,
    failures,
    unknown: new Set([...unknown.map(({ subject }) => subject), ...unconfirmed(rule, population)]),
  }
}

function unconfirmed({ confirmedBy, parameters }: Rule, population: ReadonlySet<string>): string[] {
  const confirmed: unknown = confirmedBy === null ? null : parameters[confirmedBy]
  return Array.isArray(confirmed) ? [...population].filter((id) => !confirmed.includes(id)) : []
}

/** One finding per resource tells its shortest story, and the same one in every scan. */
function precedes(one: Failure, other: Failure): boolean {
  const length = (one.path?.length ?? 0) - (other.path?.length ?? 0)
  return length !== 0 ? length < 0 : textOf(one) < textOf(other)
}

const textOf = (failure: Failure): string => [...(failure.path ?? []), failure.detail ?? ''].join('\u0000')

const EVERY = /^\s*MATCH\s*\((\w+):(\w+)\)\s*RETURN\s+\1\.id\s+AS\s+subject\s*$/

/** Most rules evaluate all of a kind, which is known already. */
const isEverySubject = ({ population, subject }: Rule): boolean => EVERY.exec(population)?.[2] === subject

/** The parameters that a query names: equal questions are then equal texts with equal parameters. */
const used = (cypher: string, params: Props): Props =>
  Object.fromEntries(Object.entries(params).filter(([name]) => cypher.includes(`$${name}`)))

function requiresQuery(rule: Rule): string {
  const missing = rule.requires.map((property) => `node.${property} IS NULL`).join(' OR ')
  return `MATCH (node:${rule.subject}) WHERE ${missing} RETURN node.id AS subject`
}

/** A rule that is wrong or slow must not take the others with it; an unreachable store may. */
function asRuleFailure(part: string, error: unknown): unknown {
  if (error instanceof QueryTimeoutError) {
    return new RuleFailedError(`its ${part} took longer than the time limit`, { cause: error })
  }
  if (error instanceof QueryRefusedError || (error instanceof Error && error.name === 'UnexpectedRowError')) {
    return new RuleFailedError(`its ${part} failed: ${error.message}`, { cause: error })
  }
  return error
}
