import type { TadaDocumentNode } from 'gql.tada'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type AnyVariables, type CombinedError, useClient } from 'urql'

/** What every connection of the schema has, as far as paging needs it. */
interface Page<Row> {
  readonly nodes: readonly Row[]
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

interface Loaded<Data, Row> {
  readonly key: string
  readonly rows: readonly Row[]
  readonly first: Data | undefined
  readonly last: Page<Row> | undefined
  readonly error: CombinedError | undefined
}

export interface Connection<Data, Row> {
  readonly rows: readonly Row[]
  /** undefined until the first page is here. */
  readonly totalCount: number | undefined
  /** The answer that brought the first page: facets and counts stand beside the rows. */
  readonly data: Data | undefined
  readonly error: CombinedError | undefined
  /** The rows shown belong to an earlier filter; the new ones are on their way. */
  readonly outdated: boolean
  readonly more: () => void
  readonly retry: () => void
}

/** Rows of a connection, page after page; a change of `variables` starts over and keeps the old rows meanwhile. */
export function useConnection<
  Data,
  Variables extends AnyVariables & { after?: string | null | undefined },
  Row,
>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  pick: (data: Data) => Page<Row>,
): Connection<Data, Row> {
  const client = useClient()
  const key = JSON.stringify(variables)
  const [state, setState] = useState<Loaded<Data, Row>>({
    key: '',
    rows: [],
    first: undefined,
    last: undefined,
    error: undefined,
  })
  const [attempt, setAttempt] = useState(0)
  const wanted = useRef(key)
  const busy = useRef('')
  const asking = useRef(0)
  const latest = useRef({ pick, variables })
  latest.current = { pick, variables }

  const load = useCallback(
    async (forKey: string, after: string | null) => {
      const ticket = `${forKey} ${after} ${asking.current}`
      if (busy.current === ticket) return
      busy.current = ticket
      const asked = { ...latest.current.variables, after }
      const { data, error } = await client
        .query(document, asked, asking.current > 0 ? { requestPolicy: 'network-only' } : {})
        .toPromise()
      // It was asked for again meanwhile: that answer is the newer one.
      if (busy.current !== ticket) return
      busy.current = ''
      if (wanted.current !== forKey) return
      if (data === undefined) return setState((old) => ({ ...old, key: forKey, error }))
      const page = latest.current.pick(data)
      setState((old) =>
        after === null
          ? { key: forKey, rows: page.nodes, first: data, last: page, error: undefined }
          : { ...old, rows: [...old.rows, ...page.nodes], last: page, error: undefined },
      )
    },
    [client, document],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry asks the same question once more
  useEffect(() => {
    wanted.current = key
    void load(key, null)
  }, [key, load, attempt])

  const more = useCallback(() => {
    const end = state.last?.pageInfo
    if (busy.current === '' && state.key === key && end?.hasNextPage === true) void load(key, end.endCursor)
  }, [state, key, load])
  const retry = useCallback(() => {
    asking.current++
    setAttempt((count) => count + 1)
  }, [])

  return {
    rows: state.rows,
    totalCount: state.last?.totalCount,
    data: state.first,
    error: state.error,
    outdated: state.key !== key,
    more,
    retry,
  }
}
