import { useSearch } from '@tanstack/react-router'
import { type SearchValues, textParam } from './search-params.ts'

/** What every page is seen through: one account or all, one scan or the newest. */
export interface Scope {
  readonly account?: string | undefined
  readonly scan?: string | undefined
}

export const scopeSearch = (search: SearchValues): Scope => ({
  account: textParam(search.account),
  scan: textParam(search.scan),
})

/** The scope as query variables. */
export function useScope(): { account: string | null; accounts: string[] | null; scan: string | null } {
  const { account, scan } = useSearch({ from: '__root__' })
  return { account: account ?? null, accounts: account === undefined ? null : [account], scan: scan ?? null }
}
