import type { ReactNode } from 'react'
import classes from './page-header.module.css'

/** The page's question, answered in its first line. */
export function PageHeader({
  title,
  detail,
  actions,
}: {
  title: ReactNode
  detail?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1>{title}</h1>
        {detail !== undefined && <div className="soft">{detail}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
