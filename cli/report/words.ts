import type { RequirementStatus } from '../../rules/engine/requirements.ts'
import type { Report, ReportedFinding, ReportedRequirement } from './model.ts'

export const STATUS_WORDS: { readonly [status in RequirementStatus]: string } = {
  fail: 'Fail',
  'not-evaluated': 'Not evaluated',
  manual: 'Manual',
  excepted: 'Excepted',
  pass: 'Pass',
  'not-applicable': 'Not applicable',
}

/** What each means, for a reader who was not there. */
export const STATUS_MEANINGS: { readonly [status in RequirementStatus]: string } = {
  fail: 'at least one resource fails a check',
  'not-evaluated': 'nothing failed, but something that the checks need could not be read',
  manual: 'no check bears on it: somebody has to look; it never counts as passed',
  excepted: 'it passes but for findings that somebody decided to live with',
  pass: 'everything was read, and every resource passes every check',
  'not-applicable': 'everything was read, and there is nothing to check',
}

export const FINDING_WORDS: { readonly [status in ReportedFinding['status']]: string } = {
  fail: 'Fail',
  'not-evaluated': 'Not evaluated',
  excepted: 'Excepted',
}

/** `2026-11-27 12:33 UTC`. */
export const momentText = (iso: string): string =>
  Number.isNaN(Date.parse(iso)) ? iso : `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`

export const dayText = (iso: string): string => (Number.isNaN(Date.parse(iso)) ? iso : iso.slice(0, 10))

export const scoreText = (score: number | null): string => (score === null ? 'none' : score.toFixed(1))

export const scopeText = ({ scope, accounts }: Report): string =>
  scope === null
    ? `everything that was read: ${plural(accounts.length, 'account')}`
    : `${scope}, ${plural(accounts.length, 'account')}`

export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** `3 fail, 12 pass, 1 not evaluated`; what is zero is left out. */
export function countsText(
  counts: Pick<ReportedRequirement, 'failing' | 'passing' | 'notEvaluated' | 'excepted'>,
): string {
  const parts = [
    [counts.failing, 'fail'],
    [counts.passing, 'pass'],
    [counts.notEvaluated, 'not evaluated'],
    [counts.excepted, 'excepted'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return said.length === 0 ? 'no resources' : said.join(', ')
}

/** Resources that a report prints for each rule and requirement; the CSV and JSON forms have all. */
export const PRINTED_FINDINGS = 50
