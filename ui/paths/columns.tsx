import { Link } from '@tanstack/react-router'
import { enumWords, integer, likelihood } from '../parts/format.ts'
import { Moment } from '../parts/moment.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import classes from './paths.module.css'
import type { PathRow } from './query.ts'
import type { PathsSearch } from './search.ts'

/** How a path was searched for that no scan stored: its page asks the same. */
export type LiveQuestion = Pick<PathsSearch, 'from' | 'to' | 'assume'>

export const pathColumns = (question: LiveQuestion): readonly Column<PathRow>[] => [
  {
    id: 'severity',
    title: 'Severity',
    width: '72px',
    cell: (row) => <SeverityBadge severity={row.severity} />,
  },
  {
    id: 'path',
    title: 'Path',
    width: 'minmax(260px, 1fr)',
    cell: (row) => <PathCell row={row} question={question} />,
  },
  { id: 'hops', title: 'Hops', width: '44px', align: 'right', cell: (row) => row.hops },
  {
    id: 'likelihood',
    title: 'Likelihood',
    width: '74px',
    align: 'right',
    cell: (row) => likelihood(row.likelihood),
  },
  { id: 'impact', title: 'Impact', width: '64px', cell: (row) => enumWords(row.impact) },
  { id: 'since', title: 'Since', width: '104px', cell: (row) => <Moment at={row.firstSeen} /> },
]

function PathCell({ row, question }: { row: PathRow; question: LiveQuestion }) {
  return (
    <div className={classes.cell}>
      <Link
        to="/paths/$id"
        params={{ id: row.pathId }}
        search={question}
        className={`${classes.title} cut`}
        title={row.title}
      >
        {row.title}
      </Link>
      <div className={`${classes.ends} cut`}>
        <ResourceLink resource={row.entry} />
        <span aria-hidden>→</span>
        <ResourceLink resource={row.target} />
        {row.similar > 0 && <span className="soft">and {integer(row.similar)} alike</span>}
        {row.techniques.length > 0 && <span className="soft cut mono">{row.techniques.join(' · ')}</span>}
      </div>
    </div>
  )
}
