import { useNavigate, useSearch } from '@tanstack/react-router'
import { FacetList } from '../filters/facet-list.tsx'
import facetClasses from '../filters/facets.module.css'
import { useConnection } from '../graphql/use-connection.ts'
import { Moment } from '../parts/moment.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useScope } from '../shell/scope.ts'
import { knownValues, toggled } from '../shell/search-params.ts'
import { coverageColumns } from './columns.tsx'
import { type CoverageSummary, coverageQuery } from './query.ts'
import { COVERAGE_STATES, coverageHeadline, coverageWord } from './states.ts'

/** What do we not know? */
export function CoveragePage() {
  const search = useSearch({ from: '/coverage' })
  const navigate = useNavigate({ from: '/coverage' })
  const { accounts, scan } = useScope()
  const variables = { states: knownValues(COVERAGE_STATES, search.state) ?? null, accounts, scan, first: 200 }
  const list = useConnection(coverageQuery, variables, (data) => data.coverage)
  const summary = list.data?.coverageSummary
  useTitle('Coverage')
  return (
    <>
      <PageHeader
        title={summary === undefined ? 'Coverage' : coverageHeadline(summary.total, summary.states)}
        detail={summary === undefined ? undefined : <Meaning summary={summary} />}
      />
      <div className={facetClasses.layout}>
        <aside className={facetClasses.panel} aria-label="Filters">
          <FacetList
            title="State"
            values={stateFacet(summary)}
            chosen={search.state}
            toggle={(value) =>
              void navigate({
                search: (old) => ({ ...old, state: toggled(search.state, value) }),
                replace: true,
              })
            }
          />
        </aside>
        <div className={facetClasses.content}>
          {list.error !== undefined && <ErrorState error={list.error} retry={list.retry} />}
          {list.totalCount === undefined && list.error === undefined && (
            <LoadingRows rows={14} waitingFor="Reading the coverage ledger" />
          )}
          {list.totalCount === 0 && (
            <EmptyState
              title={
                search.state === undefined ? 'Nothing has been read yet' : 'No partition is in this state'
              }
            >
              {search.state === undefined ? <code>chokepoint ingest aws</code> : undefined}
            </EmptyState>
          )}
          {list.totalCount !== undefined && list.totalCount > 0 && (
            <VirtualTable
              label="Coverage"
              columns={coverageColumns}
              rows={list.rows}
              totalCount={list.totalCount}
              rowKey={(row) => `${row.provider} ${row.account} ${row.region} ${row.service}`}
              more={list.more}
              outdated={list.outdated}
            />
          )}
        </div>
      </div>
    </>
  )
}

function Meaning({ summary }: { summary: CoverageSummary }) {
  if (summary.states.every(({ state, count }) => state === 'OK' || count === 0))
    return <>An empty list elsewhere means that there is nothing, not that nobody looked.</>
  return (
    <>
      What could not be read keeps its last known state and is marked stale; it is never counted as safe.
      {summary.oldest !== null && (
        <>
          {' '}
          The oldest data was read <Moment at={summary.oldest} />.
        </>
      )}
    </>
  )
}

function stateFacet(summary: CoverageSummary | undefined) {
  return COVERAGE_STATES.flatMap((state) => {
    const count = summary?.states.find((each) => each.state === state)?.count ?? 0
    return count === 0 ? [] : [{ value: state, label: coverageWord(state), count }]
  })
}
