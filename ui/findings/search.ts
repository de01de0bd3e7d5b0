import { listParam, type SearchValues, textParam } from '../shell/search-params.ts'

/** Filters and order of the list of findings. */
export interface FindingsSearch {
  readonly q?: string | undefined
  readonly severity?: readonly string[] | undefined
  readonly status?: readonly string[] | undefined
  readonly rule?: readonly string[] | undefined
  readonly service?: readonly string[] | undefined
  readonly framework?: readonly string[] | undefined
  readonly kind?: string | undefined
  readonly subject?: string | undefined
  /** Id of the exception that covers them. */
  readonly exception?: string | undefined
  readonly order?: string | undefined
}

export const findingsSearch = (search: SearchValues): FindingsSearch => ({
  q: textParam(search.q),
  severity: listParam(search.severity),
  status: listParam(search.status),
  rule: listParam(search.rule),
  service: listParam(search.service),
  framework: listParam(search.framework),
  kind: textParam(search.kind),
  subject: textParam(search.subject),
  exception: textParam(search.exception),
  order: textParam(search.order),
})
