import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

/** Filters of the inventory; a tag is `key` or `key=value`. */
export interface ResourcesSearch {
  readonly q?: string | undefined
  readonly kind?: readonly string[] | undefined
  readonly class?: readonly string[] | undefined
  readonly tag?: readonly string[] | undefined
}

export const resourcesSearch = (search: SearchValues): ResourcesSearch => ({
  q: textParam(search.q),
  kind: listParam(search.kind),
  class: listParam(search.class),
  tag: listParam(search.tag),
})
