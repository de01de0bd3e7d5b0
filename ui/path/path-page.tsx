import { Button } from '@mantine/core'
import { IconAffiliate } from '@tabler/icons-react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { Chain } from '../chain/chain.tsx'
import { enumWords, likelihood, plural } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { Moment } from '../parts/moment.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import type { LiveQuestion } from '../paths/columns.tsx'
import { useScope } from '../shell/scope.ts'
import { HopCard } from './hop-card.tsx'
import classes from './path.module.css'
import { PathFixes } from './path-fixes.tsx'
import { type PathDetail, pathQuery } from './query.ts'
import { Ranking } from './ranking.tsx'

/** One path, told: whether to believe it, and what breaks it. */
export function PathPage() {
  const { id } = useParams({ from: '/paths/$id' })
  const { scan } = useScope()
  const { from, to, assume } = useSearch({ from: '/paths/$id' })
  const question = { from: from ?? null, to: to ?? null, assume: assume?.slice() ?? null }
  const [{ data, error, fetching }, retry] = useQuery({
    query: pathQuery,
    variables: { id, ...question, scan },
  })
  useTitle(data?.attackPath?.title ?? 'Attack path')
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined || (fetching && data.attackPath?.pathId !== id))
    return <LoadingRows rows={12} waitingFor="Reading the path and its evidence" />
  if (data.attackPath === null)
    return (
      <EmptyState title="This path is not in the scan shown">
        It may have been closed since the link was made. <Link to="/changes">See what changed</Link> or{' '}
        <Link to="/paths">all attack paths</Link>.
      </EmptyState>
    )
  return <PathStory path={data.attackPath} question={{ from, to, assume }} />
}

function PathStory({ path, question }: { path: PathDetail; question: LiveQuestion }) {
  return (
    <>
      <PageHeader
        title={
          <span className={classes.title}>
            <SeverityBadge severity={path.severity} /> {path.title}
          </span>
        }
        detail={<Facts path={path} />}
        actions={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconAffiliate size={15} aria-hidden />}
            renderRoot={(props) => (
              <Link to="/graph" search={{ path: path.pathId, ...question }} {...props} />
            )}
          >
            Open in graph
          </Button>
        }
      />
      <div className={classes.strip}>
        <Chain steps={path.steps} target={path.target} />
      </div>
      <div className={classes.body}>
        <section aria-label="Steps" className={classes.steps}>
          {path.steps.length === 0 && (
            <EmptyState title="The attacker starts where it would end">
              {path.entry.name} holds the target already; there is no step to break, only the identity itself.
            </EmptyState>
          )}
          {path.steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the path
            <HopCard key={index} step={step} number={index + 1} of={path.steps.length} />
          ))}
          <PathFixes pathId={path.pathId} assume={question.assume} />
        </section>
        <Ranking path={path} />
      </div>
    </>
  )
}

function Facts({ path }: { path: PathDetail }) {
  return (
    <span className={classes.facts}>
      <span>likelihood {likelihood(path.likelihood)}</span>
      <span>impact {enumWords(path.impact).toLowerCase()}</span>
      <span>{plural(path.hops, 'step')}</span>
      <span>
        first seen <Moment at={path.firstSeen} />
      </span>
      {path.similar > 0 && <span>{plural(path.similar, 'path')} alike</span>}
      <Identifier id={path.pathId} limit={24} />
    </span>
  )
}
