import { Link } from '@tanstack/react-router'
import { likelihood } from '../parts/format.ts'
import { ResourceLink } from '../parts/resource-link.tsx'
import classes from './path.module.css'
import type { PathDetail } from './query.ts'

/** Why the path stands where it stands, and where to look next. */
export function Ranking({ path }: { path: PathDetail }) {
  return (
    <aside className={classes.aside} aria-label="Ranking and context">
      <section>
        <h2>Why it ranks here</h2>
        <dl>
          {path.explanation.map((factor) => (
            <div key={`${factor.label} ${factor.detail}`} className={classes.factor}>
              <dt>{factor.label}</dt>
              <dd>{factor.value === null ? '' : likelihood(factor.value)}</dd>
              <dd>{factor.detail}</dd>
            </div>
          ))}
        </dl>
      </section>
      {path.alike.length > 0 && (
        <section className={classes.links}>
          <h2>Also from</h2>
          {path.alike.map((entry) => (
            <ResourceLink key={entry.resourceId} resource={entry} />
          ))}
        </section>
      )}
      <section className={classes.links}>
        <h2>Look around</h2>
        <Link to="/paths" search={{ target: path.target.resourceId }}>
          Other paths to {path.target.name}
        </Link>
        <Link to="/paths" search={{ entry: path.entry.resourceId }}>
          Other paths from {path.entry.name}
        </Link>
        {path.techniques.map((technique) => (
          <Link key={technique} to="/paths" search={{ technique: [technique] }}>
            Other paths by <span className="mono">{technique}</span>
          </Link>
        ))}
      </section>
    </aside>
  )
}
