import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useCallback, useEffect, useRef } from 'react'
import { useListKeys } from './use-list-keys.ts'
import classes from './virtual-table.module.css'

export interface Column<Row> {
  readonly id: string
  readonly title: ReactNode
  /** A CSS grid track: `1fr`, `120px`, `minmax(200px, 2fr)`. */
  readonly width: string
  readonly align?: 'right'
  cell(row: Row): ReactNode
}

interface Props<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly totalCount: number
  readonly rowKey: (row: Row) => string
  readonly rowHeight?: number
  readonly more: () => void
  /** Dims the rows while those of a new filter are on their way. */
  readonly outdated?: boolean
}

const AHEAD = 40
/** Height of the heading row, which stays in sight. */
const HEAD = 30

/** A table that holds any number of rows and draws those in sight; `more` is called before the end comes up. */
export function VirtualTable<Row>(props: Props<Row>) {
  const { columns, rows, totalCount, rowKey, rowHeight = 36, more } = props
  const scroller = useRef<HTMLElement>(null)
  const { active, setActive } = useListKeys(rows.length)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: HEAD,
    // Browsers cut elements of more than some 16 million pixels; 100,000 rows stay far below.
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : rowKey(row)
    },
  })
  const leave = useCallback(() => setActive(undefined), [setActive])
  const items = virtual.getVirtualItems()
  const lastSeen = items.at(-1)?.index ?? 0

  useEffect(() => {
    if (rows.length < totalCount && lastSeen > rows.length - AHEAD) more()
  }, [lastSeen, rows.length, totalCount, more])

  useEffect(() => {
    if (active === undefined) return
    virtual.scrollToIndex(active, { align: 'auto' })
    const frame = requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${active}"] a`)
        ?.focus({ preventScroll: true }),
    )
    return () => cancelAnimationFrame(frame)
  }, [active, virtual])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={props.label}>
      <table className={classes.table} aria-rowcount={totalCount + 1}>
        <thead className={classes.head}>
          <tr style={{ gridTemplateColumns: tracks(columns) }} aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.align === 'right' ? 'num cut' : 'cut'}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          className={classes.body}
          style={{ height: virtual.getTotalSize() }}
          data-outdated={props.outdated}
        >
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <TableRow
                key={item.key}
                row={row}
                columns={columns}
                index={item.index}
                start={item.start}
                height={rowHeight}
                active={item.index === active}
                leave={leave}
              />
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

interface TableRowProps<Row> {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly index: number
  readonly start: number
  readonly height: number
  readonly active: boolean
  readonly leave: () => void
}

/** Kept while the table scrolls: only the rows that come into sight are drawn. */
const TableRow = memo(Row)

function Row<Data>({ row, columns, index, start, height, active, leave }: TableRowProps<Data>) {
  const style = { gridTemplateColumns: tracks(columns), height, transform: `translateY(${start}px)` }
  return (
    <tr
      aria-rowindex={index + 2}
      data-index={index}
      data-active={active || undefined}
      style={style}
      onMouseDown={leave}
    >
      {columns.map((column) => (
        <td key={column.id} className={column.align === 'right' ? 'num cut' : 'cut'}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

const tracks = (columns: readonly { readonly width: string }[]): string =>
  columns.map(({ width }) => width).join(' ')
