import { AccountName } from '../parts/account-name.tsx'
import { enumWords } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { Moment } from '../parts/moment.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import classes from './changes.module.css'
import type { ChangeRow } from './query.ts'
import { propertyChanges, shortValue } from './summary.ts'

const SIGNS = { ADDED: '+', CHANGED: '~', REMOVED: '−' } as const

export const changeColumns: readonly Column<ChangeRow>[] = [
  {
    id: 'type',
    title: 'Change',
    width: '96px',
    cell: (row) => (
      <span className={classes[row.type]}>
        <span className="mono" aria-hidden>
          {SIGNS[row.type]}
        </span>{' '}
        {enumWords(row.type)}
      </span>
    ),
  },
  {
    id: 'subject',
    title: 'What',
    width: 'minmax(200px, 2fr)',
    cell: (row) =>
      row.resource === null ? (
        <Identifier id={row.subject} limit={52} />
      ) : (
        <ResourceLink resource={row.resource} />
      ),
  },
  { id: 'kind', title: 'Kind', width: '130px', cell: (row) => <span className="mono">{row.kind}</span> },
  { id: 'how', title: 'How', width: 'minmax(200px, 3fr)', cell: (row) => <How row={row} /> },
  { id: 'account', title: 'Account', width: '152px', cell: (row) => <AccountName id={row.account} /> },
  { id: 'at', title: 'Seen', width: '92px', cell: (row) => <Moment at={row.at} /> },
]

function How({ row }: { row: ChangeRow }) {
  const changes = propertyChanges(row.properties)
  const [first] = changes
  if (first === undefined) return <span className="soft">{row.subjectType}</span>
  const text = changes.map(
    ({ name, before, after }) => `${name}: ${shortValue(before)} → ${shortValue(after)}`,
  )
  return (
    <span className={classes.how} title={text.join('\n')}>
      <span className="mono">{first.name}</span> <del>{shortValue(first.before)}</del> →{' '}
      <ins>{shortValue(first.after)}</ins>
      {changes.length > 1 && <span className="soft"> and {changes.length - 1} more</span>}
    </span>
  )
}
