import { changeSummary } from '../changes/summary.ts'
import { Moment } from '../parts/moment.tsx'
import type { ResourceDetail } from './query.ts'
import classes from './resource.module.css'

export function History({ history }: { history: ResourceDetail['history'] }) {
  return (
    <section>
      <h2>History</h2>
      {history.nodes.length === 0 && <p className="soft">No change is on record.</p>}
      <ul className={classes.history}>
        {history.nodes.map((change) => (
          <li key={change.id}>
            {changeSummary(change)}{' '}
            <span className="soft">
              scan {change.scan.sequence}, <Moment at={change.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
