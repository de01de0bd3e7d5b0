import { useMemo } from 'react'
import { AccountName } from '../parts/account-name.tsx'
import { integer } from '../parts/format.ts'
import { type Column, VirtualTable } from '../parts/virtual-table.tsx'
import classes from './fixes.module.css'
import { type FixGroup, type Grouping, groupsOf } from './groups.ts'
import type { FixQueue } from './query.ts'
import type { FixesSearch } from './search.ts'
import { percent } from './worth.ts'

interface Props {
  readonly queue: FixQueue
  readonly grouping: Grouping
  readonly set: (change: FixesSearch) => void
}

/** The queue by account or by what is edited: each group is tried as a whole with one click. */
export function GroupTable({ queue, grouping, set }: Props) {
  const groups = useMemo(() => groupsOf(queue.nodes, grouping), [queue.nodes, grouping])
  const columns = useMemo(() => groupColumns(grouping, set), [grouping, set])
  return (
    <VirtualTable
      label={`Fixes by ${grouping}`}
      columns={columns}
      rows={groups}
      totalCount={groups.length}
      rowKey={(group) => group.key}
      rowHeight={58}
      more={nothing}
    />
  )
}

const nothing = () => {}

const groupColumns = (grouping: Grouping, set: Props['set']): readonly Column<FixGroup>[] => [
  {
    id: 'group',
    title: grouping === 'account' ? 'Account' : 'What is edited',
    width: 'minmax(220px, 1fr)',
    cell: (group) => (
      <div className={classes.cell}>
        {grouping === 'account' ? (
          <AccountName id={group.name} />
        ) : (
          <span className="cut" title={group.name}>
            {group.name}
          </span>
        )}
        <div className={`${classes.under} cut`}>
          <span>{group.detail}</span>
          <span className="cut">best: {group.best.title}</span>
        </div>
      </div>
    ),
  },
  {
    id: 'best',
    title: 'Best fix, of all risk',
    width: '132px',
    cell: (group) => (
      <div className={classes.worth}>
        <span>{percent(group.best.share)}</span>
        <span className={classes.track} aria-hidden>
          <span className={classes.bar} style={{ width: `${Math.min(100, group.best.share * 100)}%` }} />
        </span>
      </div>
    ),
  },
  {
    id: 'count',
    title: 'Fixes',
    width: '56px',
    align: 'right',
    cell: (group) => integer(group.fixIds.length),
  },
  {
    id: 'simulate',
    title: <span className="skip">Try them</span>,
    width: '104px',
    cell: (group) => (
      <button
        type="button"
        className={classes.linkButton}
        aria-label={`Simulate all of ${group.name}`}
        onClick={() => set({ pick: group.fixIds, simulate: 'chosen', fix: undefined })}
      >
        simulate all
      </button>
    ),
  },
]
