import type { AttackPath, Impact, Severity } from './path.ts'

const BANDS = [
  { name: 'improbable', below: 0.05 },
  { name: 'possible', below: 0.2 },
  { name: 'probable', below: 0.6 },
  { name: 'highly probable', below: Number.POSITIVE_INFINITY },
] as const
export type Band = (typeof BANDS)[number]['name']

/** The risk matrix of docs/design.md section 7. */
const MATRIX: Record<Band, Record<Impact, Severity>> = {
  improbable: { low: 'low', medium: 'low', high: 'medium', critical: 'medium' },
  possible: { low: 'low', medium: 'medium', high: 'high', critical: 'high' },
  probable: { low: 'medium', medium: 'high', high: 'high', critical: 'critical' },
  'highly probable': { low: 'medium', medium: 'high', high: 'critical', critical: 'critical' },
}

/** The word for a likelihood in (0..1]. */
export function bandOf(likelihood: number): Band {
  return BANDS.find((band) => likelihood < band.below)?.name ?? 'highly probable'
}

export const severityOf = (likelihood: number, impact: Impact): Severity => MATRIX[bandOf(likelihood)][impact]

/** How much of a likelihood counts as risk, by what is lost. */
export const IMPACT_WEIGHT: { readonly [impact in Impact]: number } = {
  critical: 1,
  high: 0.5,
  medium: 0.2,
  low: 0.05,
}

/** Likelihood weighted by impact, in (0..1]: what paths of one severity are ranked by. */
export const riskOfPath = (path: Pick<AttackPath, 'likelihood' | 'impact'>): number =>
  path.likelihood * IMPACT_WEIGHT[path.impact]
