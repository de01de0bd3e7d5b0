import { Link } from '@tanstack/react-router'
import { AccountNames } from '../parts/account-name.tsx'
import { enumWords, integer } from '../parts/format.ts'
import type { Column } from '../parts/virtual-table.tsx'
import classes from './fixes.module.css'
import type { FixRow } from './query.ts'
import { percent } from './worth.ts'

/** Columns of the queue; the first puts a fix among the chosen. */
export const fixColumns = (
  picked: readonly string[],
  toggle: (fixId: string) => void,
): readonly Column<FixRow>[] => [
  {
    id: 'pick',
    title: <span className="skip">Chosen</span>,
    width: '22px',
    cell: (row) => (
      <input
        type="checkbox"
        className={classes.pick}
        aria-label={`Choose: ${row.title}`}
        checked={picked.includes(row.fixId)}
        onChange={() => toggle(row.fixId)}
      />
    ),
  },
  { id: 'fix', title: 'Fix', width: 'minmax(240px, 1fr)', cell: (row) => <FixCell row={row} /> },
  { id: 'risk', title: 'Of all risk', width: '112px', cell: (row) => <Worth row={row} /> },
  {
    id: 'paths',
    title: 'Paths closed',
    width: '76px',
    align: 'right',
    cell: (row) => (
      <>
        {integer(row.removesPaths)}
        {row.opensPaths > 0 && <span className={classes.bad}> +{integer(row.opensPaths)} new</span>}
      </>
    ),
  },
  { id: 'status', title: 'Status', width: '112px', cell: (row) => <Status status={row.status} /> },
]

function FixCell({ row }: { row: FixRow }) {
  return (
    <div className={classes.cell}>
      <Link
        to="/fixes"
        search={(old) => ({ ...old, fix: row.fixId, simulate: undefined })}
        className={classes.name}
        title={row.title}
      >
        {row.title}
      </Link>
      <div className={`${classes.under} cut`}>
        <span>{row.source.type.replaceAll('-', ' ')}</span>
        <AccountNames ids={row.accounts} />
      </div>
    </div>
  )
}

/** Length for the eye, number for the mind; an upper bound says so. */
function Worth({ row }: { row: FixRow }) {
  return (
    <div className={classes.worth} title={proofOf(row)}>
      <span>
        {row.verified ? '' : '≤ '}
        {percent(row.share)}
      </span>
      <span className={classes.track} aria-hidden>
        <span
          className={classes.bar}
          data-bound={!row.verified || undefined}
          style={{ width: `${Math.min(100, row.share * 100)}%` }}
        />
      </span>
    </div>
  )
}

function proofOf({ verified, derived }: FixRow): string {
  if (derived) return 'Worked out with the change made in a copy of the estate'
  return verified ? 'Searched again without its edges' : 'At most: not tried'
}

function Status({ status }: { status: FixRow['status'] }) {
  const more = [status.assignee, status.due === null ? null : `due ${status.due}`].filter(
    (part) => part !== null,
  )
  return (
    <div className={classes.cell}>
      <span className={status.state === 'OPEN' ? 'soft' : ''}>{enumWords(status.state)}</span>
      {more.length > 0 && (
        <span className={`${classes.under} cut`} title={more.join(', ')}>
          {more.join(', ')}
        </span>
      )}
    </div>
  )
}
