import { useMemo } from 'react'
import { useQuery } from 'urql'
import { graphql, type ResultOf } from '../graphql/graphql.ts'

const accountsQuery = graphql(`
  query Accounts {
    accounts {
      id
      name
      resources
    }
  }
`)

export type Account = ResultOf<typeof accountsQuery>['accounts'][number]

const NONE: readonly Account[] = []

/** Every account of the estate; none while they are fetched. */
export function useAccounts(): readonly Account[] {
  const [{ data }] = useQuery({ query: accountsQuery })
  return data?.accounts ?? NONE
}

/** What people call an account; its id where it has no name. */
export function useAccountNames(): (id: string) => string {
  const accounts = useAccounts()
  return useMemo(() => {
    const names = new Map(accounts.map(({ id, name }) => [id, name]))
    return (id) => names.get(id) ?? id
  }, [accounts])
}
