import { useNavigate, useSearch } from '@tanstack/react-router'
import classes from './findings.module.css'
import { nextOrder, type OrderField, parseOrder } from './order.ts'

/** A column's title that sorts by it. */
export function SortHeader({ field, title }: { field: OrderField; title: string }) {
  const navigate = useNavigate({ from: '/findings' })
  const order = parseOrder(useSearch({ from: '/findings' }).order)
  const arrow = order.direction === 'ASC' ? '↑' : '↓'
  return (
    <button
      type="button"
      className={classes.sort}
      title={`Sort by ${title.toLowerCase()}`}
      onClick={() =>
        void navigate({ search: (old) => ({ ...old, order: nextOrder(order, field) }), replace: true })
      }
    >
      {title}
      {order.field === field && <span aria-hidden> {arrow}</span>}
      {order.field === field && (
        <span className="skip">{order.direction === 'ASC' ? 'ascending' : 'descending'}</span>
      )}
    </button>
  )
}
