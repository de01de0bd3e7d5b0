import { Link } from '@tanstack/react-router'
import { AccountName } from '../parts/account-name.tsx'
import { integer } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import { Marks } from './marks.tsx'
import type { ResourceRow } from './query.ts'

export const resourceColumns: readonly Column<ResourceRow>[] = [
  { id: 'name', title: 'Name', width: 'minmax(180px, 3fr)', cell: (row) => <ResourceLink resource={row} /> },
  { id: 'kind', title: 'Kind', width: '112px', cell: (row) => row.kindTitle },
  { id: 'marks', title: 'Marks', width: '150px', cell: (row) => <Marks resource={row} /> },
  { id: 'findings', title: 'Findings', width: '60px', cell: (row) => <Findings row={row} /> },
  { id: 'account', title: 'Account', width: '152px', cell: (row) => <AccountName id={row.account} /> },
  { id: 'region', title: 'Region', width: '74px', cell: (row) => row.region ?? '' },
  {
    id: 'id',
    title: 'Id',
    width: 'minmax(150px, 2fr)',
    cell: (row) => <Identifier id={row.resourceId} limit={60} />,
  },
]

function Findings({ row }: { row: ResourceRow }) {
  if (row.findingCount === 0) return null
  return (
    <Link to="/findings" search={{ subject: row.resourceId }}>
      {row.worstFinding !== null && <SeverityBadge severity={row.worstFinding} letter />}{' '}
      {integer(row.findingCount)}
    </Link>
  )
}
