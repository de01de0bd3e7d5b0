import { useHotkeys } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useQuery } from 'urql'
import { useAskingAgain } from '../graphql/use-asking-again.ts'
import { useConnection } from '../graphql/use-connection.ts'
import { ChokePointsButton } from '../parts/choke-points-button.tsx'
import { plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { ErrorState } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { StillTrying, WorkingRows } from '../parts/working.tsx'
import { useScope } from '../shell/scope.ts'
import { knownValues, toggled } from '../shell/search-params.ts'
import { Basket, BestTogether } from './basket.tsx'
import { fixColumns } from './columns.tsx'
import { FixFilters } from './filters.tsx'
import classes from './fixes.module.css'
import { GroupTable } from './group-table.tsx'
import { GROUPINGS } from './groups.ts'
import { NoFixes } from './no-fixes.tsx'
import { fixesQuery, queueQuery } from './query.ts'
import type { FixesSearch } from './search.ts'
import { SidePanel } from './side-panel.tsx'
import { FIX_STATES } from './status-form.tsx'

const FILTERS = ['q', 'state', 'source', 'path'] as const

/** What do I do first? */
export function FixesPage() {
  const search = useSearch({ from: '/fixes' })
  const navigate = useNavigate({ from: '/fixes' })
  const { accounts, scan } = useScope()
  const filter = {
    accounts,
    sources: search.source?.slice() ?? null,
    states: knownValues(FIX_STATES, search.state) ?? null,
    path: search.path ?? null,
    search: search.q ?? null,
  }
  const list = useConnection(fixesQuery, { filter, scan, first: 100 }, (data) => data.fixes)
  const [{ data }, askQueue] = useQuery({ query: queueQuery, variables: { scan } })
  const pending = list.data?.fixes.pending ?? null
  useAskingAgain(list.data, pending === null, () => {
    list.retry()
    askQueue({ requestPolicy: 'network-only' })
  })
  const queue = data?.fixes
  const grouping = GROUPINGS.find((name) => name === search.group)
  const set = (change: FixesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const columns = useMemo(
    () =>
      fixColumns(
        search.pick ?? [],
        (fixId) =>
          void navigate({
            search: (old) => ({ ...old, pick: toggled(old.pick, fixId) }),
            replace: true,
          }),
      ),
    [search.pick, navigate],
  )
  useTitle('Fixes')
  useHotkeys([['Escape', () => set({ fix: undefined, simulate: undefined })]])

  return (
    <>
      <PageHeader
        title={list.totalCount === undefined ? 'Fixes' : headline(list.totalCount)}
        detail={
          queue !== undefined && (
            <>
              <BestTogether queue={queue} set={set} /> <StillTrying work={pending} />
            </>
          )
        }
        actions={
          <>
            <Basket picked={search.pick ?? []} set={set} />
            <ChokePointsButton />
          </>
        }
      />
      <FixFilters search={search} sources={queue?.nodes.map(({ source }) => source.type) ?? []} set={set} />
      <div className={classes.layout}>
        <div className={classes.list}>
          {list.error !== undefined && <ErrorState error={list.error} retry={list.retry} />}
          {list.totalCount === undefined && list.error === undefined && (
            <WorkingRows rows={14} waitingFor="Trying each fix on a copy of the estate" />
          )}
          {list.totalCount === 0 && (
            <NoFixes filtered={accounts !== null || FILTERS.some((name) => search[name] !== undefined)} />
          )}
          {grouping !== undefined && queue !== undefined && (
            <GroupTable queue={queue} grouping={grouping} set={set} />
          )}
          {grouping === undefined && list.totalCount !== undefined && list.totalCount > 0 && (
            <VirtualTable
              label="Fixes"
              columns={columns}
              rows={list.rows}
              totalCount={list.totalCount}
              rowKey={(row) => row.fixId}
              rowHeight={58}
              more={list.more}
              outdated={list.outdated}
            />
          )}
        </div>
        <SidePanel queue={queue?.nodes} search={search} set={set} saved={list.retry} />
      </div>
    </>
  )
}

const headline = (total: number): string => (total === 0 ? 'No fixes' : plural(total, 'fix', 'fixes'))
