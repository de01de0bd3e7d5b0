import { useQuery } from 'urql'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { useScope } from '../shell/scope.ts'
import { AccountRisk } from './account-risk.tsx'
import { BestFixes } from './best-fixes.tsx'
import { Checks } from './checks.tsx'
import { CoverageGaps } from './coverage-gaps.tsx'
import { headline, scanLine } from './headline.ts'
import classes from './overview.module.css'
import { type Overview, overviewQuery } from './query.ts'
import { RecentChanges } from './recent-changes.tsx'
import { Score } from './score.tsx'
import { WorstPaths } from './worst-paths.tsx'

/** What is worst, where, since when? */
export function OverviewPage() {
  const { account, accounts, scan } = useScope()
  const variables = { filter: { accounts }, account, accounts, scan }
  const [{ data, error }, retry] = useQuery({ query: overviewQuery, variables })
  useTitle('Overview')
  if (error !== undefined && data === undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined) return <LoadingRows rows={14} waitingFor="Reading the newest scan" />
  if (data.currentScan === null)
    return (
      <EmptyState title="Nothing has been read yet">
        Run <code>chokepoint ingest aws</code> with read-only credentials,{' '}
        <code>chokepoint ingest file FOLDER</code> with exported files, or <code>chokepoint demo</code> for
        the sample estate.
      </EmptyState>
    )
  return <State overview={data} />
}

function State({ overview }: { overview: Overview }) {
  const { posture, attackPaths, coverageSummary } = overview
  return (
    <>
      <PageHeader title={headline(overview)} detail={scanLine(overview)} />
      <div className={classes.grid}>
        <div className={classes.main}>
          <WorstPaths paths={attackPaths.nodes} total={attackPaths.totalCount} />
          {attackPaths.totalCount > 0 && <BestFixes />}
          <RecentChanges />
        </div>
        <div className={classes.side}>
          <Score posture={posture} history={overview.postureHistory} />
          {posture.accounts.length > 0 && <AccountRisk accounts={posture.accounts} />}
          <CoverageGaps summary={coverageSummary} gaps={overview.coverage} />
          <Checks posture={posture} />
        </div>
      </div>
    </>
  )
}
