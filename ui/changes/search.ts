import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

/** `since` is the scan to compare with; without it, the one before. */
export interface ChangesSearch {
  readonly since?: string | undefined
  readonly type?: readonly string[] | undefined
  readonly kind?: readonly string[] | undefined
}

export const changesSearch = (search: SearchValues): ChangesSearch => ({
  since: textParam(search.since),
  type: listParam(search.type),
  kind: listParam(search.kind),
})
