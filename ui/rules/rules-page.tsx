import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import bar from '../filters/filters.module.css'
import { SearchBox } from '../filters/search-box.tsx'
import { useConnection } from '../graphql/use-connection.ts'
import { enumWords, integer, plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { type Column, VirtualTable } from '../parts/virtual-table.tsx'
import { type RuleRow, rulesQuery } from './query.ts'

const columns: readonly Column<RuleRow>[] = [
  {
    id: 'severity',
    title: 'Severity',
    width: '72px',
    cell: (row) => <SeverityBadge severity={row.severity} />,
  },
  {
    id: 'title',
    title: 'Rule',
    width: 'minmax(240px, 3fr)',
    cell: (row) => (
      <Link to="/rules/$id" params={{ id: row.ruleId }}>
        {row.title}
      </Link>
    ),
  },
  { id: 'kind', title: 'Type', width: '134px', cell: (row) => enumWords(row.kind) },
  {
    id: 'service',
    title: 'Service',
    width: '110px',
    cell: (row) => <span className="mono">{row.service}</span>,
  },
  { id: 'failing', title: 'Fail', width: '64px', align: 'right', cell: (row) => <Failing row={row} /> },
  { id: 'passing', title: 'Pass', width: '64px', align: 'right', cell: (row) => integer(row.passing) },
  {
    id: 'notEvaluated',
    title: 'Not evaluated',
    width: '92px',
    align: 'right',
    cell: (row) => integer(row.notEvaluated),
  },
]

function Failing({ row }: { row: RuleRow }) {
  if (row.failing === 0) return <span className="soft">0</span>
  return (
    <Link to="/findings" search={{ rule: [row.ruleId], status: ['FAIL'] }}>
      {integer(row.failing)}
    </Link>
  )
}

/** What is checked? */
export function RulesPage() {
  const search = useSearch({ from: '/rules' })
  const navigate = useNavigate({ from: '/rules' })
  const list = useConnection(rulesQuery, { search: search.q ?? null, first: 200 }, (data) => data.rules)
  useTitle('Rules')
  return (
    <>
      <PageHeader title={list.totalCount === undefined ? 'Rules' : plural(list.totalCount, 'rule')} />
      <div className={bar.bar}>
        <SearchBox
          value={search.q}
          label="Filter rules"
          onChange={(q) => void navigate({ search: (old) => ({ ...old, q }), replace: true })}
        />
      </div>
      {list.error !== undefined && <ErrorState error={list.error} retry={list.retry} />}
      {list.totalCount === undefined && list.error === undefined && (
        <LoadingRows rows={14} waitingFor="Reading the catalogue" />
      )}
      {list.totalCount === 0 && (
        <EmptyState title="No rule matches this filter">
          <Link to="/rules">Show all rules</Link>
        </EmptyState>
      )}
      {list.totalCount !== undefined && list.totalCount > 0 && (
        <VirtualTable
          label="Rules"
          columns={columns}
          rows={list.rows}
          totalCount={list.totalCount}
          rowKey={(row) => row.ruleId}
          more={list.more}
          outdated={list.outdated}
        />
      )}
    </>
  )
}
