import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { integer, plural } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { PathList } from '../parts/path-list.tsx'
import { EmptyState, ErrorState } from '../parts/states.tsx'
import { WorkingRows } from '../parts/working.tsx'
import { RemediationTabs } from '../remediation/remediation-tabs.tsx'
import classes from './fixes.module.css'
import { type FixDetail, fixQuery } from './query.ts'
import { StatusForm } from './status-form.tsx'
import { percent } from './worth.ts'

/** One fix: how to make it, what it closes, what it might break, who is at it. */
export function FixPanel({ nodeId, saved }: { nodeId: string; saved: () => void }) {
  const [{ data, error }, retry] = useQuery({ query: fixQuery, variables: { id: nodeId } })
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined) return <WorkingRows rows={8} waitingFor="Reading the fix" />
  if (data.node === null || !('fixId' in data.node))
    return <EmptyState title="This fix is not in the newest scan" />
  return (
    <FixStory
      key={data.node.fixId}
      fix={data.node}
      mayEdit={data.service.caller.role !== 'viewer'}
      saved={saved}
    />
  )
}

function FixStory({ fix, mayEdit, saved }: { fix: FixDetail; mayEdit: boolean; saved: () => void }) {
  return (
    <>
      <h2>{fix.title}</h2>
      <div className={classes.target}>
        <span className="soft">{fix.provenance.type.replaceAll('-', ' ')}</span>
        <Identifier id={fix.provenance.id} limit={46} />
      </div>
      <p>
        {worthInWords(fix)}{' '}
        <Link
          to="/fixes"
          search={(old) => ({ ...old, pick: [fix.fixId], simulate: 'chosen', fix: undefined })}
        >
          Simulate it
        </Link>
      </p>
      <section>
        <h3>How to make it</h3>
        <RemediationTabs remediation={fix.remediation} />
      </section>
      <section>
        <h3>What it might break</h3>
        <p>{fix.usage === 'unknown' || fix.usage === '' ? 'Not known: no use of it was read.' : fix.usage}</p>
      </section>
      <StatusForm fix={fix} mayEdit={mayEdit} saved={saved} />
      <section>
        <h3>
          {fix.removesPaths === 0
            ? 'Closes no path on its own'
            : `Closes ${plural(fix.removesPaths, 'attack path')}`}
        </h3>
        <PathList paths={fix.paths} />
      </section>
      <Link to="/fixes" search={(old) => ({ ...old, source: [fix.source.type] })}>
        Other fixes of this kind ({fix.source.type.replaceAll('-', ' ')})
      </Link>
    </>
  )
}

function worthInWords(fix: FixDetail): string {
  const alone = fix.verified
    ? `Alone it removes ${percent(fix.share)} of all risk, ${fix.derived ? 'worked out with the change made' : 'searched again without its edges'}.`
    : `It removes at most ${percent(fix.share)} of all risk; the change was not tried.`
  return fix.opensPaths === 0
    ? alone
    : `${alone} It also opens ${integer(fix.opensPaths)} new ${fix.opensPaths === 1 ? 'path' : 'paths'}.`
}
