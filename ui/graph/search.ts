import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

/** What the canvas shows: a path or a resource to start from, and what the analyst did to it since. */
export interface GraphSearch {
  readonly path?: string | undefined
  readonly focus?: readonly string[] | undefined
  /** A resource, with the ways that lead from it to what matters. */
  readonly blast?: string | undefined
  /** `points` draws where the worst paths meet. */
  readonly choke?: string | undefined
  /** How a path was searched for that no scan stored. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly assume?: readonly string[] | undefined
  /** Expansions, in order; see canvas/expansion.ts. */
  readonly expand?: readonly string[] | undefined
  readonly hide?: readonly string[] | undefined
  readonly pin?: readonly string[] | undefined
  readonly selected?: string | undefined
}

export const graphSearch = (search: SearchValues): GraphSearch => ({
  path: textParam(search.path),
  focus: listParam(search.focus),
  blast: textParam(search.blast),
  choke: textParam(search.choke),
  from: textParam(search.from),
  to: textParam(search.to),
  assume: listParam(search.assume),
  expand: listParam(search.expand),
  hide: listParam(search.hide),
  pin: listParam(search.pin),
  selected: textParam(search.selected),
})
