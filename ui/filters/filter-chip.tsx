import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './filters.module.css'

/** A filter that is on, and the way out of it. */
export function FilterChip({
  label,
  children,
  clear,
}: {
  label: string
  children: ReactNode
  clear: () => void
}) {
  return (
    <span className={classes.chip}>
      <span className="soft">{label}</span> <span className="cut">{children}</span>
      <button type="button" aria-label={`Remove the filter ${label}`} onClick={clear}>
        <IconX size={13} aria-hidden />
      </button>
    </span>
  )
}
