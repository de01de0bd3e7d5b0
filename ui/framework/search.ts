import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

export interface FrameworkSearch {
  readonly q?: string | undefined
  readonly status?: readonly string[] | undefined
}

export const frameworkSearch = (search: SearchValues): FrameworkSearch => ({
  q: textParam(search.q),
  status: listParam(search.status),
})
