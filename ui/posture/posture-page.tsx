import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { useScope } from '../shell/scope.ts'
import { FrameworksTable } from './frameworks-table.tsx'
import { Moves } from './moves.tsx'
import { AccountsTable, ServicesTable } from './parts-table.tsx'
import classes from './posture.module.css'
import { postureQuery } from './query.ts'
import { Trend } from './trend.tsx'
import { headline } from './words.ts'

/** Would we pass, and are we better than before? */
export function PosturePage() {
  const { account, scan } = useScope()
  const [{ data, error }, retry] = useQuery({ query: postureQuery, variables: { account, scan } })
  useTitle('Posture')
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined) return <LoadingRows rows={14} waitingFor="Adding up how every check ended" />
  const { posture, frameworks, postureHistory } = data
  if (postureHistory.length === 0)
    return (
      <EmptyState title="Nothing was read yet">Read an account or an export; the score follows.</EmptyState>
    )
  return (
    <>
      <PageHeader
        title={headline(posture)}
        detail={
          <>
            Every rule counts the same however many resources it has; severe ones weigh more. What could not
            be evaluated is left out of the score, <Link to="/coverage">not counted as passed</Link>.{' '}
            {posture.excepted > 0 && (
              <Link to="/exceptions">{plural(posture.excepted, 'failure')} excepted.</Link>
            )}
          </>
        }
      />
      <div className={classes.grid}>
        <div className={classes.main}>
          <Trend history={postureHistory} />
          <FrameworksTable frameworks={frameworks} />
        </div>
        <div className={classes.side}>
          <Moves moves={posture.moves} hasBefore={posture.previous !== null} />
          {account === null && <AccountsTable accounts={posture.accounts} />}
          <ServicesTable services={posture.services} />
        </div>
      </div>
    </>
  )
}
