import { Link } from '@tanstack/react-router'
import { integer } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import classes from './posture.module.css'
import type { PostureView } from './query.ts'
import { scoreText } from './words.ts'

type Accounts = PostureView['posture']['accounts']
type Services = PostureView['posture']['services']

export function AccountsTable({ accounts }: { accounts: Accounts }) {
  const ranked = accounts.toSorted((a, b) => (a.score ?? 101) - (b.score ?? 101))
  return (
    <Section title="By account">
      <table className={classes.table} aria-label="Accounts">
        <Head what="Account" />
        <tbody>
          {ranked.map(({ account, name, score, failing }) => (
            <tr key={account}>
              <td>
                <Link to="/posture" search={{ account }} title={account}>
                  {name}
                </Link>
              </td>
              <td className={classes.number}>
                <Link to="/findings" search={{ account, status: ['FAIL'] }}>
                  {integer(failing)}
                </Link>
              </td>
              <td className={classes.number}>{scoreText(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

/** A service of which there is nothing to check says nothing. */
const isCounted = ({ failing, passing, notEvaluated, excepted }: Services[number]): boolean =>
  failing + passing + notEvaluated + excepted > 0

export function ServicesTable({ services }: { services: Services }) {
  return (
    <Section title="By service">
      <table className={classes.table} aria-label="Services">
        <Head what="Service" />
        <tbody>
          {services.filter(isCounted).map(({ part, score, failing }) => (
            <tr key={part}>
              <td className="mono">{part}</td>
              <td className={classes.number}>
                <Link to="/findings" search={{ service: [part.split('/')[1] ?? part], status: ['FAIL'] }}>
                  {integer(failing)}
                </Link>
              </td>
              <td className={classes.number}>{scoreText(score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Head({ what }: { what: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{what}</th>
        <th scope="col" className={classes.number}>
          Fail
        </th>
        <th scope="col" className={classes.number}>
          Score
        </th>
      </tr>
    </thead>
  )
}
