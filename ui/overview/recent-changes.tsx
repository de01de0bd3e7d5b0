import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { plural } from '../parts/format.ts'
import { Moment } from '../parts/moment.tsx'
import { Section } from '../parts/section.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { LoadingRows } from '../parts/states.tsx'
import { useScope } from '../shell/scope.ts'
import { causeSentence } from './cause.ts'
import classes from './overview.module.css'
import { type PathChange, pathChangesQuery } from './query.ts'

const SHOWN = 6

/** Paths that opened or closed since the scan before, each with the change that did it. */
export function RecentChanges() {
  const { account, scan } = useScope()
  const [{ data, fetching }] = useQuery({ query: pathChangesQuery, variables: { since: null, scan } })
  const changes = data?.pathChanges
  const inScope = ({ path }: PathChange) => account === null || path.target.account === account
  const opened = changes?.opened.filter(inScope) ?? []
  const closed = changes?.closed.filter(inScope) ?? []
  return (
    <Section title="Since the scan before" aside={changes?.since && <Before scan={changes.since} />}>
      {changes === undefined && fetching && (
        <LoadingRows rows={3} waitingFor="Comparing with the scan before" />
      )}
      {changes !== undefined && !changes.since && (
        <p className="soft">This is the first scan; the next one shows what it changed.</p>
      )}
      {changes?.since && opened.length + closed.length === 0 && (
        <p className="soft">
          No path opened or closed. <Link to="/changes">See what changed in the resources</Link>
        </p>
      )}
      <ChangeList title="new" changes={opened} />
      <ChangeList title="closed" changes={closed} />
    </Section>
  )
}

function Before({ scan }: { scan: { readonly sequence: number; readonly finishedAt: string } }) {
  return (
    <span className={classes.aside}>
      scan {scan.sequence}, <Moment at={scan.finishedAt} />
    </span>
  )
}

function ChangeList({ title, changes }: { title: 'new' | 'closed'; changes: readonly PathChange[] }) {
  if (changes.length === 0) return null
  return (
    <>
      <h3 className={classes[title]}>{plural(changes.length, `${title} path`)}</h3>
      <ul className={classes.paths}>
        {changes.slice(0, SHOWN).map(({ path, cause }) => (
          <li key={path.pathId}>
            <SeverityBadge severity={path.severity} />
            {title === 'new' ? (
              <Link to="/paths/$id" params={{ id: path.pathId }}>
                {path.title}
              </Link>
            ) : (
              <span>{path.title}</span>
            )}
            <span className="soft">{causeSentence(cause)}</span>
          </li>
        ))}
      </ul>
      {changes.length > SHOWN && (
        <p className={classes.more}>
          <Link to="/changes">{changes.length - SHOWN} more</Link>
        </p>
      )}
    </>
  )
}
