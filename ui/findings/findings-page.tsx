import { useNavigate, useSearch } from '@tanstack/react-router'
import facets from '../filters/facets.module.css'
import { FilterChip } from '../filters/filter-chip.tsx'
import bar from '../filters/filters.module.css'
import { SearchBox } from '../filters/search-box.tsx'
import { useConnection } from '../graphql/use-connection.ts'
import { CsvButton } from '../parts/csv-button.tsx'
import { cutMiddle, plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { SEVERITIES } from '../parts/severity.tsx'
import { ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useScope } from '../shell/scope.ts'
import { knownValues } from '../shell/search-params.ts'
import { allFindings, findingCsv } from './all-findings.ts'
import { findingColumns } from './columns.tsx'
import { FindingFacetPanel } from './facet-panel.tsx'
import { NoFindings } from './no-findings.tsx'
import { parseOrder } from './order.ts'
import { findingsQuery } from './query.ts'
import type { FindingsSearch } from './search.ts'

const STATUSES = ['FAIL', 'NOT_EVALUATED', 'EXCEPTED', 'RESOLVED'] as const
const KINDS = ['MISCONFIGURATION', 'TOXIC_COMBINATION'] as const

/** What is wrong, by rule and resource? */
export function FindingsPage() {
  const search = useSearch({ from: '/findings' })
  const navigate = useNavigate({ from: '/findings' })
  const { accounts, scan } = useScope()
  const filter = {
    severities: knownValues(SEVERITIES, search.severity) ?? null,
    statuses: knownValues(STATUSES, search.status) ?? null,
    rules: search.rule?.slice() ?? null,
    services: search.service?.slice() ?? null,
    frameworks: search.framework?.slice() ?? null,
    kind: KINDS.find((kind) => kind === search.kind) ?? null,
    accounts,
    subject: search.subject ?? null,
    exception: search.exception ?? null,
    search: search.q ?? null,
  }
  const variables = { filter, orderBy: parseOrder(search.order), scan, first: 200, facets: true }
  const list = useConnection(findingsQuery, variables, (data) => data.findings)
  const set = (change: FindingsSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  useTitle('Findings')

  return (
    <>
      <PageHeader title={list.totalCount === undefined ? 'Findings' : plural(list.totalCount, 'finding')} />
      <div className={bar.bar}>
        <SearchBox value={search.q} label="Filter by rule or resource" onChange={(q) => set({ q })} />
        {search.subject !== undefined && (
          <FilterChip label="on" clear={() => set({ subject: undefined })}>
            <span className="mono">{cutMiddle(search.subject)}</span>
          </FilterChip>
        )}
        {search.exception !== undefined && (
          <FilterChip label="excepted by" clear={() => set({ exception: undefined })}>
            <span className="mono">{search.exception}</span>
          </FilterChip>
        )}
        <CsvButton name="findings" columns={findingCsv} rows={() => allFindings(filter, scan)} />
      </div>
      <div className={facets.layout}>
        <FindingFacetPanel facets={list.data?.findings.facets} search={search} set={set} />
        <div className={facets.content}>
          {list.error !== undefined && <ErrorState error={list.error} retry={list.retry} />}
          {list.totalCount === undefined && list.error === undefined && (
            <LoadingRows rows={16} waitingFor="Reading the findings" />
          )}
          {list.totalCount === 0 && (
            <NoFindings filtered={Object.values(search).some((value) => value !== undefined)} />
          )}
          {list.totalCount !== undefined && list.totalCount > 0 && (
            <VirtualTable
              label="Findings"
              columns={findingColumns}
              rows={list.rows}
              totalCount={list.totalCount}
              rowKey={(row) => row.findingId}
              more={list.more}
              outdated={list.outdated}
            />
          )}
        </div>
      </div>
    </>
  )
}
