import { useMemo } from 'react'
import { useQuery } from 'urql'
import { likelihood, plural } from '../parts/format.ts'
import { PathList } from '../parts/path-list.tsx'
import prose from '../parts/prose.module.css'
import { SeverityBadge } from '../parts/severity.tsx'
import { ErrorState } from '../parts/states.tsx'
import { WorkingRows } from '../parts/working.tsx'
import { useScope } from '../shell/scope.ts'
import { toChangeInput } from './change-input.ts'
import classes from './fixes.module.css'
import { type QueuedFix, type SimulationResult, simulateQuery } from './query.ts'
import { percent } from './worth.ts'

/** What comes of the chosen fixes, made together in a copy of the estate. */
export function Simulation({
  fixes,
  remove,
}: {
  fixes: readonly QueuedFix[]
  remove: (fixId: string) => void
}) {
  const { scan } = useScope()
  const changes = useMemo(
    () => fixes.flatMap((fix) => fix.changes.flatMap((change) => toChangeInput(change) ?? [])),
    [fixes],
  )
  const [{ data, error, fetching }, retry] = useQuery({ query: simulateQuery, variables: { changes, scan } })
  return (
    <>
      <h2>What if {fixes.length === 1 ? 'this one were' : `these ${fixes.length} were`} made?</h2>
      {error !== undefined && <ErrorState error={error} retry={retry} />}
      {error === undefined && (data === undefined || fetching) && (
        <WorkingRows rows={6} waitingFor="Making the changes in a copy and searching it again" />
      )}
      {data !== undefined && !fetching && error === undefined && <Outcome result={data.simulate} />}
      <section>
        <h3>{plural(fixes.length, 'fix', 'fixes')}</h3>
        <ul className={classes.chosen}>
          {fixes.map((fix) => (
            <li key={fix.fixId}>
              <span>{fix.title}</span>
              <button type="button" onClick={() => remove(fix.fixId)} aria-label={`Leave out: ${fix.title}`}>
                leave out
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Outcome({ result }: { result: SimulationResult }) {
  const { before, after, closedPaths, opened } = result
  const gone = before.score > 0 ? (before.score - after.score) / before.score : 0
  return (
    <>
      <table className={classes.scores}>
        <thead>
          <tr>
            <th scope="col">
              <span className="skip">Measure</span>
            </th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" title="Likelihood times impact, over every start and target; lower is better">
              Risk
            </th>
            <td>{before.score.toFixed(1)}</td>
            <td>{after.score.toFixed(1)}</td>
            <td className={gone >= 0 ? classes.good : classes.bad}>
              {gone >= 0 ? '−' : '+'}
              {percent(Math.abs(gone))}
            </td>
          </tr>
          <tr>
            <th scope="row">Attack paths</th>
            <td>{before.paths}</td>
            <td>{after.paths}</td>
            <td className={after.paths <= before.paths ? classes.good : classes.bad}>
              {after.paths <= before.paths ? '−' : '+'}
              {Math.abs(after.paths - before.paths)}
            </td>
          </tr>
        </tbody>
      </table>
      <section>
        <h3>{opened.length === 0 ? 'Opens no new path' : `Opens ${plural(opened.length, 'new path')}`}</h3>
        {/* They are in no scan, so there is no page to lead to. */}
        <ul className={prose.paths}>
          {opened.map((path) => (
            <li key={path.pathId}>
              <SeverityBadge severity={path.severity} />
              <span>{path.title}</span>
              <span className="soft">{likelihood(path.likelihood)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>
          {closedPaths.length === 0
            ? 'Closes no path'
            : `Closes ${plural(closedPaths.length, 'attack path')}`}
        </h3>
        <PathList paths={closedPaths} />
      </section>
    </>
  )
}
