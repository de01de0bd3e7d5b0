import { z } from 'zod'
import { kindsOf } from '../../graph/schema/labels.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { listExceptions } from '../../queries/exceptions.ts'
import { alive, count, texts } from '../../queries/fragments.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'
import { endOf } from './exceptions.ts'
import { resolvedUntil } from './resolved-until.ts'
import type { Rule } from './rule.ts'
import { asksForTime, type Changes, isTouched, meet } from './rule-reach.ts'
import { SUBJECT_PROPERTIES } from './subjects.ts'

/** Rules whose findings may end otherwise although nothing that they ask about changed. */
const restlessRules = defineQuery({
  name: 'restless-rules',
  cypher: `
    MATCH (f:Finding)
    WHERE ${alive('f')} AND (f.exception IS NOT NULL OR f.resolvedAt < $resolvedBefore OR f.id IN $findings)
    RETURN DISTINCT f.rule AS rule`,
  params: z.object({ sequence: count, resolvedBefore: z.string(), findings: texts }),
  row: z.object({ rule: z.string() }),
})

/**
 * Of rules that were evaluated as they are, over the same coverage, in the scan before: those that end in everything as
 * they did then, findings, counts and reasons, because nothing changed that any of it is made of.
 */
export async function unmovedRules(
  store: Pick<GraphStore, 'read'>,
  rules: readonly Rule[],
  changes: Changes,
  scan: Pick<Scan, 'sequence' | 'startedAt'>,
): Promise<readonly Rule[]> {
  const exceptions = (await runQuery(store, listExceptions, {}))
    .map(({ record }) => record)
    .filter((exception) => endOf(exception, scan.startedAt) === null)
  // One that names neither finding nor rule may be about any.
  if (exceptions.some(({ finding, rule }) => finding === null && rule === null)) return []
  const restless = await runQuery(store, restlessRules, {
    sequence: scan.sequence,
    resolvedBefore: resolvedUntil(scan),
    findings: exceptions.flatMap(({ finding }) => finding ?? []),
  })
  const moving = new Set([
    ...restless.map(({ rule }) => rule),
    ...exceptions.flatMap(({ rule }) => rule ?? []),
  ])
  return rules.filter((rule) => !moving.has(rule.id) && !asksForTime(rule) && !isMoved(rule, changes))
}

function isMoved(rule: Rule, changes: Changes): boolean {
  const facts = new Set([...SUBJECT_PROPERTIES, ...rule.requires])
  const own = kindsOf(rule.subject).flatMap(({ kind }) => changes.kinds.get(kind) ?? [])
  return (
    own.some((differing) => meet(differing, facts)) ||
    isTouched(rule.query, changes) ||
    isTouched(rule.population, changes)
  )
}
