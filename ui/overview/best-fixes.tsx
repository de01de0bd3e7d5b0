import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { shareInWords } from '../fixes/worth.ts'
import { useAskingAgain } from '../graphql/use-asking-again.ts'
import { plural } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import { WorkingRows } from '../parts/working.tsx'
import { useScope } from '../shell/scope.ts'
import classes from './overview.module.css'
import { bestFixesQuery } from './query.ts'

const SHOWN = 3

/** The edits that take away the most risk. */
export function BestFixes() {
  const { accounts, scan } = useScope()
  const variables = { filter: { accounts }, first: SHOWN, scan }
  const [{ data, error }, ask] = useQuery({ query: bestFixesQuery, variables })
  useAskingAgain(data, (data?.fixes.pending ?? null) === null, () => ask({ requestPolicy: 'network-only' }))
  const fixes = data?.fixes.nodes
  // The page of fixes says what went wrong, and offers to ask again.
  if (error !== undefined || fixes?.length === 0) return null
  return (
    <Section title="Fixes worth most">
      {fixes === undefined && (
        <WorkingRows rows={SHOWN} waitingFor="Trying each fix on a copy of the estate" />
      )}
      <ol className={classes.bestFixes}>
        {fixes?.map((fix) => (
          <li key={fix.fixId}>
            <Link to="/fixes" search={{ fix: fix.fixId }}>
              {fix.title}
            </Link>
            <span className="soft">
              {shareInWords(fix)} · closes {plural(fix.removesPaths, 'path')}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
