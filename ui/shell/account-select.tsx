import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useAccounts } from '../parts/use-accounts.ts'
import { useScope } from './scope.ts'

/** The whole organization, or one account of it. */
export function AccountSelect() {
  const { account } = useScope()
  const navigate = useNavigate()
  const accounts = useAccounts()
  const options = accounts.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` }))
  if (account !== null && !accounts.some(({ id }) => id === account))
    options.push({ value: account, label: account })
  return (
    <NativeSelect
      size="xs"
      aria-label="Account"
      maw={240}
      value={account ?? ''}
      data={[
        { value: '', label: accounts.length > 0 ? `All ${accounts.length} accounts` : 'All accounts' },
        ...options,
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        void navigate({ to: '.', search: (old) => ({ ...old, account: chosen === '' ? undefined : chosen }) })
      }}
    />
  )
}
