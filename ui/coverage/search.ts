import { listParam, type SearchValues } from '../shell/search-params.ts'

export interface CoverageSearch {
  readonly state?: readonly string[] | undefined
}

export const coverageSearch = (search: SearchValues): CoverageSearch => ({ state: listParam(search.state) })
