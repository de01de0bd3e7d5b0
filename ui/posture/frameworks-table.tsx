import { Link } from '@tanstack/react-router'
import { integer } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import classes from './posture.module.css'
import type { FrameworkRow, RequirementStatus } from './query.ts'
import { StatusBar, StatusKey } from './status-bar.tsx'
import { scoreText } from './words.ts'

/** Would we pass: one line a framework, requirement by requirement. */
export function FrameworksTable({ frameworks }: { frameworks: readonly FrameworkRow[] }) {
  return (
    <Section title="Frameworks">
      <StatusKey />
      <table className={classes.table} aria-label="Frameworks">
        <thead>
          <tr>
            <th scope="col">Framework</th>
            <th scope="col">Requirements</th>
            <th scope="col" className={classes.number}>
              Fail
            </th>
            <th scope="col" className={classes.number}>
              Manual
            </th>
            <th scope="col" className={classes.number}>
              Score
            </th>
          </tr>
        </thead>
        <tbody>
          {frameworks.toSorted(byUse).map((framework) => (
            <tr key={framework.frameworkId}>
              <td>
                <Link to="/frameworks/$id" params={{ id: framework.frameworkId }}>
                  {framework.title}
                </Link>{' '}
                <span className="soft">{framework.version}</span>
              </td>
              <td>
                <StatusBar counts={framework.requirementCounts} />
              </td>
              <td className={classes.number}>
                <Count framework={framework} status="FAIL" />
              </td>
              <td className={classes.number}>
                <Count framework={framework} status="MANUAL" />
              </td>
              <td className={classes.number}>{scoreText(framework.score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

/** Those of clouds that nobody uses come last. */
const byUse = (one: FrameworkRow, other: FrameworkRow): number =>
  Number(one.score === null) - Number(other.score === null)

function Count({ framework, status }: { framework: FrameworkRow; status: RequirementStatus }) {
  const count = framework.requirementCounts.find((one) => one.status === status)?.count ?? 0
  if (count === 0) return <span className="soft">0</span>
  return (
    <Link to="/frameworks/$id" params={{ id: framework.frameworkId }} search={{ status: [status] }}>
      {integer(count)}
    </Link>
  )
}
