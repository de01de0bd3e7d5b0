import { IMPACTS, type Impact } from '../graph/paths/path.ts'

/** What one path of an impact weighs beside one of another. */
const IMPACT_WEIGHT: { readonly [impact in Impact]: number } = { critical: 10, high: 5, medium: 2, low: 1 }

export interface AccountRisk {
  readonly critical: number
  readonly high: number
  /** 0 to 1, of the risk of all accounts. */
  readonly share: number
}

interface Row {
  readonly account: string | null
  readonly severity: string
  readonly impact: string
  readonly count: number
  readonly likelihood: number
}

/** Risk of the paths that end in each account: likelihood times impact, as a share of the whole. */
export function riskByAccount(rows: readonly Row[]): ReadonlyMap<string, AccountRisk> {
  const whole = rows.reduce((sum, row) => sum + riskOf(row), 0)
  const accounts = new Map<string, AccountRisk>()
  for (const row of rows) {
    if (row.account === null) continue
    const known = accounts.get(row.account) ?? { critical: 0, high: 0, share: 0 }
    accounts.set(row.account, {
      critical: known.critical + (row.severity === 'critical' ? row.count : 0),
      high: known.high + (row.severity === 'high' ? row.count : 0),
      share: known.share + (whole === 0 ? 0 : riskOf(row) / whole),
    })
  }
  return accounts
}

const riskOf = (row: Row): number => {
  const impact = IMPACTS.find((name) => name === row.impact)
  return impact === undefined ? 0 : row.likelihood * IMPACT_WEIGHT[impact]
}
