/** `23 %`, for a share of all risk; what is little is not called nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %'
  return `${Math.round(share * 100)} %`
}

interface Measured {
  readonly share: number
  readonly verified: boolean
}

/** `23 % of all risk`; `at most` of what was not searched for again. */
export const shareInWords = ({ share, verified }: Measured): string =>
  `${verified ? '' : 'at most '}${percent(share)} of all risk`

interface Queued {
  readonly fixId: string
  readonly additional: number | null
}

/** The fixes that were chosen one after the other, each for what it adds, and their share of all risk. */
export function bestTogether(
  fixes: readonly Queued[],
  risk: number,
): { readonly ids: readonly string[]; readonly share: number } {
  const chosen = fixes.filter(({ additional }) => additional !== null)
  const removed = chosen.reduce((sum, { additional }) => sum + (additional ?? 0), 0)
  return { ids: chosen.map(({ fixId }) => fixId), share: risk > 0 ? Math.min(1, removed / risk) : 0 }
}
