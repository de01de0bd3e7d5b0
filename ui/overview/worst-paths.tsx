import { Link } from '@tanstack/react-router'
import { likelihood, plural } from '../parts/format.ts'
import { Moment } from '../parts/moment.tsx'
import { Section } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { EmptyState } from '../parts/states.tsx'
import classes from './overview.module.css'
import type { Overview } from './query.ts'

export function WorstPaths({ paths, total }: { paths: Overview['attackPaths']['nodes']; total: number }) {
  return (
    <Section title="Worst paths">
      {paths.length === 0 && (
        <EmptyState title="No attack path leads to a target">
          Targets are administrators of accounts and sensitive data; see{' '}
          <Link to="/coverage">what was read</Link>.
        </EmptyState>
      )}
      <ol className={classes.paths}>
        {paths.map((path) => (
          <li key={path.pathId}>
            <SeverityBadge severity={path.severity} />
            <Link to="/paths/$id" params={{ id: path.pathId }}>
              {path.title}
            </Link>
            <span className="soft">
              likelihood {likelihood(path.likelihood)} · since <Moment at={path.firstSeen} />
            </span>
          </li>
        ))}
      </ol>
      {total > paths.length && (
        <p className={classes.more}>
          <Link to="/paths">All {plural(total, 'attack path')}</Link>
        </p>
      )}
    </Section>
  )
}
