import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useConnection } from '../graphql/use-connection.ts'
import { ChokePointsButton } from '../parts/choke-points-button.tsx'
import { integer, plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { SEVERITIES } from '../parts/severity.tsx'
import { ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useScope } from '../shell/scope.ts'
import { knownValues } from '../shell/search-params.ts'
import { pathColumns } from './columns.tsx'
import { NoPaths } from './no-paths.tsx'
import { PathFilters } from './path-filters.tsx'
import { pathsQuery } from './query.ts'
import type { PathsSearch } from './search.ts'

/** How would they get in? The ranked list. */
export function PathsPage() {
  const search = useSearch({ from: '/paths' })
  const navigate = useNavigate({ from: '/paths' })
  const { accounts, scan } = useScope()
  const filter = {
    severities: knownValues(SEVERITIES, search.severity) ?? null,
    accounts,
    entry: search.entry ?? null,
    target: search.target ?? null,
    to: search.to ?? null,
    from: search.from ?? null,
    techniques: search.technique?.slice() ?? null,
    through: search.through ?? null,
    search: search.q ?? null,
  }
  const list = useConnection(
    pathsQuery,
    { filter, assume: search.assume?.slice() ?? null, scan, first: 100 },
    (data) => data.attackPaths,
  )
  const set = (change: PathsSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const { from, to, assume } = search
  const columns = useMemo(() => pathColumns({ from, to, assume }), [from, to, assume])
  const filtered = Object.values(search).some((value) => value !== undefined)
  const counts = list.data?.attackPaths.severityCounts
  useTitle('Attack paths')

  return (
    <>
      <PageHeader
        title={headline(list.totalCount, counts?.find(({ severity }) => severity === 'CRITICAL')?.count ?? 0)}
        detail="Ranked by severity, then by how likely an attacker succeeds."
        actions={<ChokePointsButton />}
      />
      <PathFilters search={search} counts={counts} set={set} />
      {list.error !== undefined && <ErrorState error={list.error} retry={list.retry} />}
      {list.totalCount === undefined && list.error === undefined && (
        <LoadingRows rows={14} waitingFor={waitingFor(search)} />
      )}
      {list.totalCount === 0 && <NoPaths filtered={filtered} scan={scan} />}
      {list.totalCount !== undefined && list.totalCount > 0 && (
        <VirtualTable
          label="Attack paths"
          columns={columns}
          rows={list.rows}
          totalCount={list.totalCount}
          rowKey={(row) => row.pathId}
          rowHeight={50}
          more={list.more}
          outdated={list.outdated}
        />
      )}
    </>
  )
}

function waitingFor({ from, assume }: PathsSearch): string {
  if (assume !== undefined) return 'Searching under these assumptions'
  return from === undefined ? 'Reading the paths' : 'Searching from this start'
}

function headline(total: number | undefined, critical: number): string {
  if (total === undefined) return 'Attack paths'
  if (total === 0) return 'No attack paths'
  return critical === 0
    ? plural(total, 'attack path')
    : `${plural(total, 'attack path')}, ${integer(critical)} critical`
}
