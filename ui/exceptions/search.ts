import { listParam, type SearchValues } from '../shell/search-params.ts'

export interface ExceptionsSearch {
  readonly state?: readonly string[] | undefined
}

export const exceptionsSearch = (search: SearchValues): ExceptionsSearch => ({
  state: listParam(search.state),
})
