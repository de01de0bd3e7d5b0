import { type Severity, severityWord } from '../parts/severity.tsx'
import classes from './resources.module.css'

interface Marked {
  readonly exposure: string | null
  readonly sensitivity: Severity | null
  readonly isAdmin: boolean
  readonly stale: boolean
  readonly stub: boolean
}

/** What sets a resource apart, in words. */
export function Marks({ resource }: { resource: Marked }) {
  const { exposure, sensitivity, isAdmin, stale, stub } = resource
  return (
    <span className={classes.marks}>
      {exposure === 'INTERNET' && <span className={classes.loud}>internet</span>}
      {isAdmin && <span className={classes.loud}>administrator</span>}
      {sensitivity !== null && <span>{severityWord(sensitivity).toLowerCase()} sensitivity</span>}
      {stale && <span className={classes.dashed}>stale</span>}
      {stub && <span className={classes.dashed}>not collected</span>}
    </span>
  )
}
