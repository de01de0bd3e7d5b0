import { useAccountNames } from './use-accounts.ts'

/** An account by its name, with its id on hover: ids of subscriptions say nothing to people. */
export function AccountName({ id }: { id: string | null }) {
  const nameOf = useAccountNames()
  if (id === null) return null
  return (
    <span className="cut" title={id}>
      {nameOf(id)}
    </span>
  )
}

/** Several accounts by name, with their ids on hover. */
export function AccountNames({ ids }: { ids: readonly string[] }) {
  const nameOf = useAccountNames()
  return <span title={ids.join(', ')}>{ids.map(nameOf).join(', ')}</span>
}
