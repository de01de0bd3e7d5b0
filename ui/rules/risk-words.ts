interface Risk {
  readonly removed: number | null
  readonly share: number | null
  readonly unknown: readonly string[]
}

/** What a rule's passing takes from the attack paths, in words; what is not known is never said to be nothing. */
export function riskWords({ removed, share, unknown }: Risk): string {
  if (removed === null) return 'Not known.'
  const rest = unknown.length > 0 ? ', as far as it is known' : ''
  if (removed === 0) return `No attack path depends on it${rest}.`
  if (share === null) return `Takes ${removed.toFixed(3)} of risk away${rest}.`
  const percent = share * 100
  return `Takes ${percent < 0.1 ? 'less than 0.1' : percent.toFixed(1)} % of all attack-path risk away${rest}.`
}
