import { enumWords } from '../parts/format.ts'
import classes from './posture.module.css'
import type { RequirementStatus } from './query.ts'

/** Worst first, and last what asks nothing of anybody. */
export const STATUSES = [
  'FAIL',
  'NOT_EVALUATED',
  'MANUAL',
  'EXCEPTED',
  'PASS',
  'NOT_APPLICABLE',
] as const satisfies readonly RequirementStatus[]

interface Count {
  readonly status: RequirementStatus
  readonly count: number
}

const inWords = (counts: readonly Count[]): string =>
  counts.map(({ status, count }) => `${count} ${enumWords(status).toLowerCase()}`).join(', ')

/** Requirements by status as a bar; its label says the numbers. */
export function StatusBar({ counts }: { counts: readonly Count[] }) {
  const shown = STATUSES.flatMap((status) => counts.filter((one) => one.status === status && one.count > 0))
  const total = shown.reduce((sum, { count }) => sum + count, 0)
  return (
    <span className={classes.bar} role="img" aria-label={inWords(shown)} title={inWords(shown)}>
      {shown.map(({ status, count }) => (
        <span key={status} className={classes[status]} style={{ width: `${(100 * count) / total}%` }} />
      ))}
    </span>
  )
}

/** What the colours of the bars mean. */
export function StatusKey() {
  return (
    <p className={classes.key}>
      {STATUSES.map((status) => (
        <span key={status}>
          <span className={`${classes.swatch} ${classes[status]}`} aria-hidden />
          {enumWords(status)}
        </span>
      ))}
    </p>
  )
}
