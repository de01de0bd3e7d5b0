import { Link } from '@tanstack/react-router'
import { integer } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import classes from './overview.module.css'
import type { Overview } from './query.ts'

/** Where the risk is: a bar an account, worst first. */
export function AccountRisk({ accounts }: { accounts: Overview['posture']['accounts'] }) {
  const ranked = accounts.toSorted((a, b) => b.riskShare - a.riskShare)
  const most = Math.max(...ranked.map(({ riskShare }) => riskShare), 0.0001)
  return (
    <Section title="Risk by account">
      <ul className={classes.accounts}>
        {ranked.map(({ account, name, riskShare, criticalPaths, highPaths }) => (
          <li key={account}>
            <Link to="/" search={{ account }} title={account} className="cut">
              {name}
            </Link>
            <span className="num">{Math.round(riskShare * 100)} %</span>
            <span className={classes.track} aria-hidden>
              <span className={classes.bar} style={{ width: `${(100 * riskShare) / most}%` }} />
            </span>
            <span className={classes.counts}>
              <Link to="/paths" search={{ account, severity: ['CRITICAL'] }}>
                {integer(criticalPaths)} critical
              </Link>
              <span className="soft">, </span>
              <Link to="/paths" search={{ account, severity: ['HIGH'] }}>
                {integer(highPaths)} high
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
