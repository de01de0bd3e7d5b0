import { type SearchValues, textParam } from '../shell/search-params.ts'

export interface RulesSearch {
  readonly q?: string | undefined
}

export const rulesSearch = (search: SearchValues): RulesSearch => ({ q: textParam(search.q) })
