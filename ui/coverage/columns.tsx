import { AccountName } from '../parts/account-name.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { absoluteTime, duration, plural } from '../parts/format.ts'
import type { Column } from '../parts/virtual-table.tsx'
import classes from './coverage.module.css'
import type { CoverageRow } from './query.ts'
import { coverageWord } from './states.ts'

export const coverageColumns: readonly Column<CoverageRow>[] = [
  {
    id: 'state',
    title: 'State',
    width: '118px',
    cell: (row) => (
      <span className={classes.state} data-ok={row.state === 'OK' || undefined}>
        {coverageWord(row.state)}
      </span>
    ),
  },
  {
    id: 'service',
    title: 'Service',
    width: '116px',
    cell: (row) => <span className="mono">{row.service}</span>,
  },
  { id: 'account', title: 'Account', width: '152px', cell: (row) => <AccountName id={row.account} /> },
  { id: 'region', title: 'Region', width: '76px', cell: (row) => row.region },
  {
    id: 'age',
    title: 'Data is from',
    width: '106px',
    cell: (row) => <Age row={row} />,
  },
  { id: 'mend', title: 'What would mend it', width: 'minmax(150px, 1fr)', cell: (row) => <Mend row={row} /> },
  {
    id: 'reason',
    title: 'Reason',
    width: 'minmax(180px, 2fr)',
    cell: (row) => <span title={row.reason ?? undefined}>{row.reason ?? missingCalls(row)}</span>,
  },
]

/** When the partition was last read in full; a failed attempt does not make its data younger. */
function Age({ row }: { row: CoverageRow }) {
  if (row.age === null) return <span className="soft">never read</span>
  return (
    <span title={`last tried ${absoluteTime(row.at)}`}>
      {row.age < 60 ? 'just now' : `${duration(row.age)} ago`}
    </span>
  )
}

function Mend({ row }: { row: CoverageRow }) {
  if (row.permission === null) return null
  return (
    <span className={classes.mend}>
      <span className="mono cut" title={row.permission}>
        {row.permission}
      </span>
      <CopyButton text={row.permission} label="Copy permission" />
    </span>
  )
}

function missingCalls(row: CoverageRow): string {
  const [first] = row.missing
  if (first === undefined) return ''
  return row.missing.length === 1
    ? first.call
    : `${first.call} and ${plural(row.missing.length - 1, 'other call')}`
}
