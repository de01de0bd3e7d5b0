import { Link } from '@tanstack/react-router'
import { integer } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import classes from './overview.module.css'
import type { Overview } from './query.ts'

/** How the checks came out, each number leading to what it counts. */
export function Checks({ posture }: { posture: Overview['posture'] }) {
  return (
    <Section title="Failing checks">
      <ul className={classes.severities}>
        {posture.severities
          .filter(({ count }) => count > 0)
          .map(({ severity, count }) => (
            <li key={severity}>
              <Link to="/findings" search={{ severity: [severity], status: ['FAIL'] }}>
                <SeverityBadge severity={severity} letter /> {integer(count)}
              </Link>
            </li>
          ))}
      </ul>
      <p>
        <Link to="/findings" search={{ status: ['FAIL'] }}>
          {integer(posture.failing)} fail
        </Link>
        <span className="soft">, {integer(posture.passing)} pass</span>
        {posture.notEvaluated > 0 && (
          <>
            {', '}
            <Link to="/findings" search={{ status: ['NOT_EVALUATED'] }}>
              {integer(posture.notEvaluated)} could not be evaluated
            </Link>
          </>
        )}
      </p>
    </Section>
  )
}
