import { groupBy } from '../graph/group-by.ts'
import type { FindingRecord } from '../queries/finding-record.ts'
import { turnedFindings } from '../queries/turned-findings.ts'
import { postureOf } from '../rules/engine/posture.ts'
import { resultsWithin } from '../rules/engine/posture-read.ts'
import { isWithin, type PostureScope, scoreMoves } from '../rules/engine/posture-scope.ts'
import { factChanges } from './causes.ts'
import type { RequestContext } from './context.ts'
import type { ChangeModel, FindingTurn, PostureMove } from './models.ts'
import type { View } from './view/view.ts'

type Turned = Awaited<ReturnType<typeof readTurned>>

/** What moved the score of a scope between two scans, the most first. */
export async function postureMoves(
  since: View,
  until: View,
  scope: PostureScope,
  context: RequestContext,
): Promise<readonly PostureMove[]> {
  const before = await resultsWithin(since, scope, context)
  const now = await resultsWithin(until, scope, context)
  const moves = scoreMoves(before, now, (results) => postureOf(results).score)
  if (moves.length === 0) return []
  const range = { since: since.sequence, until: until.sequence }
  const turned = await readTurned(until, range, scope, context)
  const causeOf = await causesOfTurns(until, range, [...turned.opened, ...turned.closed])
  const asTurns = (view: View, records: readonly FindingRecord[], rule: string): FindingTurn[] =>
    records
      .filter((record) => record.rule === rule)
      .map((finding) => ({ finding: { view, finding }, cause: causeOf(finding) }))
  return moves.map(({ rule, effect }) => ({
    rule,
    effect,
    opened: asTurns(until, turned.opened, rule),
    closed: asTurns(since, turned.closed, rule),
  }))
}

/** Findings that fail in one of the scans only. */
async function readTurned(
  view: View,
  range: { readonly since: number; readonly until: number },
  scope: PostureScope,
  { rules }: RequestContext,
): Promise<{ readonly opened: readonly FindingRecord[]; readonly closed: readonly FindingRecord[] }> {
  const within = isWithin(scope, rules)
  const rows = (await view.read(turnedFindings, range)).filter(({ record }) =>
    within({ rule: record.rule, account: record.account ?? '' }),
  )
  const failingAt = (sequence: number): ReadonlyMap<string, FindingRecord> =>
    new Map(
      rows
        .filter(
          ({ since, until, record }) => since <= sequence && until > sequence && record.status === 'fail',
        )
        .map(({ record }) => [record.id, record]),
    )
  const before = failingAt(range.since)
  const after = failingAt(range.until)
  return {
    opened: [...after.values()].filter(({ id }) => !before.has(id)),
    closed: [...before.values()].filter(({ id }) => !after.has(id)),
  }
}

/** The newest change of a fact about the subject, else about what its path passes. */
async function causesOfTurns(
  view: View,
  range: { readonly since: number; readonly until: number },
  findings: Turned['opened'],
): Promise<(finding: FindingRecord) => ChangeModel | null> {
  const about = (finding: FindingRecord): readonly string[] => [finding.subject, ...(finding.path ?? [])]
  const changes = await factChanges(view, range, [...new Set(findings.flatMap(about))])
  const bySubject = groupBy(changes, (change) => change.from ?? change.subject)
  return (finding) => {
    for (const id of about(finding)) {
      const change = bySubject.get(id)?.[0]
      if (change !== undefined) return { view, change }
    }
    return null
  }
}
