import filters from '../filters/filters.module.css'
import { enumWords, integer } from '../parts/format.ts'
import posture from '../posture/posture.module.css'
import { STATUSES } from '../posture/status-bar.tsx'
import type { FrameworkView } from './query.ts'

/** Statuses with their counts, each a switch. */
export function StatusFilter({
  counts,
  chosen,
  toggle,
}: {
  counts: FrameworkView['requirementCounts']
  chosen: readonly string[] | undefined
  toggle: (status: string) => void
}) {
  return (
    <fieldset className={filters.severities}>
      <legend className="skip">Status</legend>
      {STATUSES.map((status) => {
        const count = counts.find((one) => one.status === status)?.count ?? 0
        return (
          <button
            key={status}
            type="button"
            aria-pressed={chosen?.includes(status) ?? false}
            className={filters.severity}
            data-empty={count === 0 || undefined}
            onClick={() => toggle(status)}
          >
            <span className={`${posture.swatch} ${posture[status]}`} aria-hidden /> {enumWords(status)}
            <span className="soft">{integer(count)}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
