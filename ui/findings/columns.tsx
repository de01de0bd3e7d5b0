import { Link } from '@tanstack/react-router'
import { AccountName } from '../parts/account-name.tsx'
import { enumWords } from '../parts/format.ts'
import { Moment } from '../parts/moment.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import type { FindingRow } from './query.ts'
import { SortHeader } from './sort-header.tsx'

export const findingColumns: readonly Column<FindingRow>[] = [
  {
    id: 'severity',
    title: <SortHeader field="SEVERITY" title="Severity" />,
    width: '72px',
    cell: (row) => <SeverityBadge severity={row.severity} />,
  },
  {
    id: 'rule',
    title: <SortHeader field="RULE" title="Finding" />,
    width: 'minmax(240px, 4fr)',
    cell: (row) => (
      <Link to="/findings/$id" params={{ id: row.findingId }} title={row.detail}>
        {row.rule.title}
      </Link>
    ),
  },
  {
    id: 'subject',
    title: <SortHeader field="SUBJECT" title="Resource" />,
    width: 'minmax(150px, 2fr)',
    cell: (row) => <ResourceLink resource={row.subject} />,
  },
  { id: 'account', title: 'Account', width: '152px', cell: (row) => <AccountName id={row.account} /> },
  { id: 'status', title: 'Status', width: '88px', cell: (row) => enumWords(row.status) },
  {
    id: 'since',
    title: <SortHeader field="FIRST_SEEN" title="Since" />,
    width: '92px',
    cell: (row) => <Moment at={row.firstSeen} />,
  },
]
