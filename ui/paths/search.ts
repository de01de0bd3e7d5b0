import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

/** Filters of the list of attack paths. */
export interface PathsSearch {
  readonly q?: string | undefined
  readonly severity?: readonly string[] | undefined
  readonly technique?: readonly string[] | undefined
  /** The attacker's start, instead of the configured entry points. */
  readonly from?: string | undefined
  readonly entry?: string | undefined
  readonly target?: string | undefined
  /** A resource id, `admin:ACCOUNT` or a kind. */
  readonly to?: string | undefined
  readonly through?: string | undefined
  /** What the attacker is taken to have: `mfa`, `corporate-network`, or the key of a condition. */
  readonly assume?: readonly string[] | undefined
}

export const pathsSearch = (search: SearchValues): PathsSearch => ({
  q: textParam(search.q),
  severity: listParam(search.severity),
  technique: listParam(search.technique),
  from: textParam(search.from),
  entry: textParam(search.entry),
  target: textParam(search.target),
  to: textParam(search.to),
  through: textParam(search.through),
  assume: listParam(search.assume),
})

/** The part that a path's own page keeps: how it was searched for. */
export const pathSearch = ({
  from,
  to,
  assume,
}: SearchValues): Pick<PathsSearch, 'from' | 'to' | 'assume'> => ({
  from: textParam(from),
  to: textParam(to),
  assume: listParam(assume),
})
