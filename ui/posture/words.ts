import { plural } from '../parts/format.ts'

interface Standing {
  readonly score: number | null
  readonly previous: number | null
  readonly failing: number
  readonly notEvaluated: number
}

/** The answer to "are we better than last time", in one sentence. */
export function headline({ score, previous, failing, notEvaluated }: Standing): string {
  if (score === null) return 'No score: nothing was evaluated here'
  const open = notEvaluated === 0 ? '' : `, and ${plural(notEvaluated, 'check')} could not be evaluated`
  return `${score.toFixed(1)} of 100${trendOf(score, previous)}: ${plural(failing, 'check')} ${failing === 1 ? 'fails' : 'fail'}${open}`
}

export function trendOf(score: number, previous: number | null): string {
  if (previous === null) return ''
  const change = score - previous
  if (Math.abs(change) < 0.05) return ', as in the scan before'
  return `, ${change > 0 ? 'up' : 'down'} ${Math.abs(change).toFixed(1)} since the scan before`
}

/** `+1.2`, `−0.3`; never a bare zero for what moved the score a little. */
export function signed(effect: number): string {
  const size = Math.abs(effect)
  const text = size < 0.05 ? '< 0.1' : size.toFixed(1)
  return `${effect < 0 ? '−' : '+'}${text}`
}

export const scoreText = (score: number | null): string => (score === null ? 'none' : score.toFixed(1))
