import { CopyButton } from './copy-button.tsx'
import classes from './identifier.module.css'

/** Characters at the end of an id that are never cut: there ids of one kind differ. */
const TAIL = 14

/** An id in monospace; where room is short its middle goes. The whole of it on hover and by one click. */
export function Identifier({ id, limit = 48 }: { id: string; limit?: number }) {
  const cut = Math.max(0, id.length - TAIL)
  return (
    <span className={classes.identifier}>
      <span className={`mono ${classes.text}`} title={id} style={{ maxWidth: `${limit}ch` }}>
        <span className={classes.head}>{id.slice(0, cut)}</span>
        <span className={classes.tail}>{id.slice(cut)}</span>
      </span>
      <CopyButton text={id} label="Copy id" />
    </span>
  )
}
