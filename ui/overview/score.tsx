import { Section } from '../parts/section.tsx'
import { Sparkline } from '../parts/sparkline.tsx'
import classes from './overview.module.css'
import type { Overview } from './query.ts'

/** The score with its trend; no score while nothing counts. */
export function Score({
  posture,
  history,
}: {
  posture: Overview['posture']
  history: Overview['postureHistory']
}) {
  const points = history.toSorted((a, b) => a.scan.sequence - b.scan.sequence)
  const scores = points.flatMap((point) => (point.score === null ? [] : [point.score]))
  return (
    <Section title="Posture score">
      <div className={classes.score}>
        <span className={classes.number}>{posture.score === null ? 'none' : posture.score.toFixed(1)}</span>
        <span className="soft">
          {posture.score === null
            ? 'no check counts here yet'
            : `of 100${trend(posture.score, posture.previous)}`}
        </span>
        {scores.length > 1 && <Sparkline values={scores} label={`Score over ${scores.length} scans`} />}
      </div>
    </Section>
  )
}

function trend(score: number, previous: number | null): string {
  if (previous === null) return ''
  const change = score - previous
  if (Math.abs(change) < 0.05) return ', unchanged since the scan before'
  return `, ${change > 0 ? 'up' : 'down'} ${Math.abs(change).toFixed(1)} since the scan before`
}
