import { CopyButton } from './copy-button.tsx'
import { cutMiddle } from './format.ts'
import classes from './identifier.module.css'

/** An id in monospace with its middle cut out; the whole of it on hover and by one click. */
export function Identifier({ id, limit = 48 }: { id: string; limit?: number }) {
  return (
    <span className={classes.identifier}>
      <span className="mono" title={id}>
        {cutMiddle(id, limit)}
      </span>
      <CopyButton text={id} label="Copy id" />
    </span>
  )
}
