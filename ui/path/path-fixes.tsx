import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { shareInWords } from '../fixes/worth.ts'
import { useAskingAgain } from '../graphql/use-asking-again.ts'
import { integer, plural } from '../parts/format.ts'
import { ErrorState } from '../parts/states.tsx'
import { WorkingRows } from '../parts/working.tsx'
import { RemediationTabs } from '../remediation/remediation-tabs.tsx'
import { useScope } from '../shell/scope.ts'
import classes from './path.module.css'
import { type PathFix, pathFixesQuery } from './query.ts'

/** What breaks this path, each with what else ends with it. */
export function PathFixes({ pathId, assume }: { pathId: string; assume: readonly string[] | undefined }) {
  const { scan } = useScope()
  const [{ data, error }, retry] = useQuery({
    query: pathFixesQuery,
    variables: { path: pathId, assume: assume?.slice() ?? null, scan },
  })
  useAskingAgain(data, (data?.fixes.pending ?? null) === null, () => retry({ requestPolicy: 'network-only' }))
  const fixes = data?.fixes.nodes
  return (
    <section aria-label="Fixes" className={classes.fixes}>
      <h2>What breaks this path</h2>
      {error !== undefined && <ErrorState error={error} retry={retry} />}
      {fixes === undefined && error === undefined && (
        <WorkingRows rows={3} waitingFor="Trying each fix on a copy of the estate" />
      )}
      {fixes?.length === 0 && (
        <p className="soft">
          No single change that is known here breaks it. The steps above say what each hangs on.
        </p>
      )}
      <ul>
        {fixes?.map((fix) => (
          <li key={fix.fixId}>
            <FixLine fix={fix} />
          </li>
        ))}
      </ul>
      {data !== undefined && data.fixes.totalCount > data.fixes.nodes.length && (
        <Link to="/fixes" search={{ path: pathId }}>
          All {integer(data.fixes.totalCount)} fixes that break it
        </Link>
      )}
    </section>
  )
}

function FixLine({ fix }: { fix: PathFix }) {
  const others = fix.removesPaths - 1
  return (
    <>
      <div className={classes.fixHead}>
        <Link to="/fixes" search={{ fix: fix.fixId }}>
          {fix.title}
        </Link>
        <span>
          {others > 0 ? `also closes ${plural(others, 'other path')}` : 'closes no other path'}
          {fix.opensPaths > 0 && `, opens ${plural(fix.opensPaths, 'new path')}`}
        </span>
        <span className="soft">{shareInWords(fix)}</span>
      </div>
      <details>
        <summary className={classes.summary}>how to make it, and what it might break</summary>
        <RemediationTabs remediation={fix.remediation} />
        <p className="soft">{fix.usage === 'unknown' ? 'Its use is not known.' : fix.usage}</p>
      </details>
    </>
  )
}
