import { compact } from '../parts/format.ts'
import { SEVERITIES, type Severity, SeverityBadge, severityWord } from '../parts/severity.tsx'
import classes from './filters.module.css'

/** Severities with their counts, each a switch. */
export function SeverityFilter({
  counts,
  chosen,
  toggle,
}: {
  counts: readonly { severity: Severity; count: number }[] | undefined
  chosen: readonly string[] | undefined
  toggle: (severity: Severity) => void
}) {
  return (
    <fieldset className={classes.severities}>
      <legend className="skip">Severity</legend>
      {SEVERITIES.map((severity) => {
        const count = counts?.find((each) => each.severity === severity)?.count
        return (
          <button
            key={severity}
            type="button"
            aria-pressed={chosen?.includes(severity) ?? false}
            className={classes.severity}
            data-empty={count === 0 || undefined}
            onClick={() => toggle(severity)}
          >
            <SeverityBadge severity={severity} letter /> {severityWord(severity)}
            <span className="soft">{count === undefined ? '' : compact(count)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
