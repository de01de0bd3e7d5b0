import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

/** The guardrail that is opened, and what is shown of the list. */
export interface GuardrailsSearch {
  readonly type?: readonly string[] | undefined
  readonly guardrail?: string | undefined
}

export const guardrailsSearch = (search: SearchValues): GuardrailsSearch => ({
  type: listParam(search.type),
  guardrail: textParam(search.guardrail),
})
