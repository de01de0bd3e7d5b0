import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

/** Filters of the queue of fixes, the fix that is opened and those that are chosen. */
export interface FixesSearch {
  readonly q?: string | undefined
  readonly state?: readonly string[] | undefined
  /** Types of what is to be edited, such as `trust-policy`. */
  readonly source?: readonly string[] | undefined
  /** Fixes that break this attack path. */
  readonly path?: string | undefined
  /** `account` or `source` shows the queue by these. */
  readonly group?: string | undefined
  readonly fix?: string | undefined
  readonly pick?: readonly string[] | undefined
  /** `chosen` shows what comes of the chosen fixes. */
  readonly simulate?: string | undefined
}

export const fixesSearch = (search: SearchValues): FixesSearch => ({
  q: textParam(search.q),
  state: listParam(search.state),
  source: listParam(search.source),
  path: textParam(search.path),
  group: textParam(search.group),
  fix: textParam(search.fix),
  pick: listParam(search.pick),
  simulate: textParam(search.simulate),
})
