import type { CoverageEntry } from '../../graph/snapshot/records.ts'

/** What was read of one account, by service. */
export type AccountLedger = ReadonlyMap<string, readonly CoverageEntry[]>

/** The coverage ledger by provider and account: made once, while every rule looks something up in it. */
export type Ledger = ReadonlyMap<string, ReadonlyMap<string, AccountLedger>>

export function ledgerOf(coverage: readonly CoverageEntry[]): Ledger {
  const ledger = new Map<string, Map<string, Map<string, CoverageEntry[]>>>()
  for (const entry of coverage) {
    const accounts = ledger.get(entry.provider) ?? new Map<string, Map<string, CoverageEntry[]>>()
    const services = accounts.get(entry.account) ?? new Map<string, CoverageEntry[]>()
    const entries = services.get(entry.service) ?? []
    ledger.set(entry.provider, accounts)
    accounts.set(entry.account, services)
    services.set(entry.service, entries)
    entries.push(entry)
  }
  return ledger
}
