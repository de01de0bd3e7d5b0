import { Link } from '@tanstack/react-router'
import { AccountName } from '../parts/account-name.tsx'
import { enumWords, integer } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import { readCount } from './headline.ts'
import classes from './overview.module.css'
import type { Overview } from './query.ts'

/** What the scan does not know, in plain sight. */
export function CoverageGaps({
  summary,
  gaps,
}: {
  summary: Overview['coverageSummary']
  gaps: Overview['coverage']
}) {
  const unread = summary.total - readCount(summary)
  return (
    <Section title="What we do not know">
      {unread === 0 && <p className="soft">All {integer(summary.total)} partitions were read in full.</p>}
      {unread > 0 && (
        <p>
          <Link to="/coverage">
            {integer(unread)} of {integer(summary.total)} partitions
          </Link>{' '}
          could not be read in full.
        </p>
      )}
      <ul className={classes.gaps}>
        {gaps.nodes.map((gap) => (
          <li key={`${gap.account} ${gap.region} ${gap.service}`}>
            <span className="mono">{gap.service}</span> in <AccountName id={gap.account} />, {gap.region}
            <span className="soft">
              {' '}
              {enumWords(gap.state).toLowerCase()}
              {gap.permission === null ? '' : `; needs ${gap.permission}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
