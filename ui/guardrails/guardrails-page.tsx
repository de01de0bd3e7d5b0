import { NativeSelect } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import bar from '../filters/filters.module.css'
import fixes from '../fixes/fixes.module.css'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { WorkingRows } from '../parts/working.tsx'
import { useScope } from '../shell/scope.ts'
import { guardrailColumns } from './columns.tsx'
import { GuardrailPanel } from './guardrail-panel.tsx'
import { guardrailsQuery } from './query.ts'
import type { GuardrailsSearch } from './search.ts'
import { headline, typeInWords } from './words.ts'

/** What holds, and what opens if it goes away? */
export function GuardrailsPage() {
  const search = useSearch({ from: '/guardrails' })
  const navigate = useNavigate({ from: '/guardrails' })
  const { scan } = useScope()
  const [{ data, error }, retry] = useQuery({ query: guardrailsQuery, variables: { scan } })
  const set = (change: GuardrailsSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const all = data?.guardrails
  const rows = useMemo(
    () => all?.filter(({ type }) => search.type?.includes(type) ?? true) ?? [],
    [all, search.type],
  )
  const most = all?.[0]?.riskHeldBack ?? 0
  const columns = useMemo(() => guardrailColumns(most), [most])
  const opened = all?.find(({ id }) => id === search.guardrail)
  const close = () => set({ guardrail: undefined })
  useTitle('Guardrails')
  useHotkeys([['Escape', close]])

  return (
    <>
      <PageHeader
        title={all === undefined ? 'Guardrails' : headline(all)}
        detail="What stops attack edges today, by the risk that would be added if it went away: worked out on a copy of the estate without it."
      />
      {all !== undefined && all.length > 0 && (
        <div className={bar.bar}>
          <NativeSelect
            size="xs"
            aria-label="Type of guardrail"
            value={search.type?.[0] ?? ''}
            data={[
              { value: '', label: 'Every type' },
              ...[...new Set(all.map(({ type }) => type))]
                .toSorted()
                .map((value) => ({ value, label: typeInWords(value) })),
            ]}
            onChange={(event) => {
              const { value } = event.currentTarget
              set({ type: value === '' ? undefined : [value] })
            }}
          />
        </div>
      )}
      <div className={fixes.layout}>
        <div className={fixes.list}>
          {error !== undefined && <ErrorState error={error} retry={retry} />}
          {all === undefined && error === undefined && (
            <WorkingRows rows={14} waitingFor="Taking each guardrail away in a copy of the estate" />
          )}
          {all?.length === 0 && (
            <EmptyState title="Nothing was stopped by a guardrail">
              No service control policy, boundary, Deny, network ACL or setting stands in the way of what was
              read.
            </EmptyState>
          )}
          {rows.length > 0 && (
            <VirtualTable
              label="Guardrails"
              columns={columns}
              rows={rows}
              totalCount={rows.length}
              rowKey={(row) => row.id}
              rowHeight={50}
              more={nothing}
            />
          )}
        </div>
        {opened !== undefined && <GuardrailPanel guardrail={opened} close={close} />}
      </div>
    </>
  )
}

const nothing = () => {}
