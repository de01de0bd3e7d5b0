import { NativeSelect } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { FacetList } from '../filters/facet-list.tsx'
import facetClasses from '../filters/facets.module.css'
import { useConnection } from '../graphql/use-connection.ts'
import { absoluteTime, enumWords, plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { scansQuery } from '../shell/scan-select.tsx'
import { useScope } from '../shell/scope.ts'
import { knownValues, toggled } from '../shell/search-params.ts'
import { changeColumns } from './columns.tsx'
import { changesQuery } from './query.ts'
import type { ChangesSearch } from './search.ts'

const TYPES = ['ADDED', 'CHANGED', 'REMOVED'] as const

/** What changed between two scans? */
export function ChangesPage() {
  const search = useSearch({ from: '/changes' })
  const navigate = useNavigate({ from: '/changes' })
  const { accounts, scan } = useScope()
  const variables = {
    since: search.since ?? null,
    scan,
    kinds: search.kind?.slice() ?? null,
    types: knownValues(TYPES, search.type) ?? null,
    accounts,
    first: 200,
  }
  const list = useConnection(changesQuery, variables, (data) => data.changes)
  const set = (change: ChangesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const facets = list.data?.changes.facets
  useTitle('Changes')
  return (
    <>
      <PageHeader
        title={list.totalCount === undefined ? 'Changes' : plural(list.totalCount, 'change')}
        detail="In the scan shown on top, compared with an earlier one."
        actions={<SinceSelect since={search.since} set={set} />}
      />
      <div className={facetClasses.layout}>
        <aside className={facetClasses.panel} aria-label="Filters">
          <FacetList
            title="Change"
            values={(facets?.types ?? []).map((each) => ({ ...each, label: enumWords(each.value) }))}
            chosen={search.type}
            toggle={(value) => set({ type: toggled(search.type, value) })}
          />
          <FacetList
            title="Kind"
            values={facets?.kinds ?? []}
            chosen={search.kind}
            toggle={(value) => set({ kind: toggled(search.kind, value) })}
          />
        </aside>
        <div className={facetClasses.content}>
          {list.error !== undefined && <ErrorState error={list.error} retry={list.retry} />}
          {list.totalCount === undefined && list.error === undefined && (
            <LoadingRows rows={14} waitingFor="Comparing the scans" />
          )}
          {list.totalCount === 0 && <NoChanges />}
          {list.totalCount !== undefined && list.totalCount > 0 && (
            <VirtualTable
              label="Changes"
              columns={changeColumns}
              rows={list.rows}
              totalCount={list.totalCount}
              rowKey={(row) => row.id}
              more={list.more}
              outdated={list.outdated}
            />
          )}
        </div>
      </div>
    </>
  )
}

function SinceSelect({ since, set }: { since: string | undefined; set: (change: ChangesSearch) => void }) {
  const [{ data }] = useQuery({ query: scansQuery })
  const scans = data?.scans.nodes ?? []
  return (
    <NativeSelect
      size="xs"
      aria-label="Compare with"
      value={since ?? ''}
      data={[
        { value: '', label: 'Compare with the scan before' },
        ...scans.map((each) => ({
          value: each.scanId,
          label: `Compare with scan ${each.sequence} · ${absoluteTime(each.finishedAt)}`,
        })),
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        set({ since: chosen === '' ? undefined : chosen })
      }}
    />
  )
}

function NoChanges() {
  const [{ data }] = useQuery({ query: scansQuery })
  if ((data?.scans.nodes.length ?? 0) < 2)
    return (
      <EmptyState title="This is the first scan">
        The next <code>chokepoint ingest</code> is compared with it, and what differs stands here.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing changed between these scans">
      A partition that could not be read changes nothing: see <Link to="/coverage">coverage</Link>.
    </EmptyState>
  )
}
