import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { FacetList } from '../filters/facet-list.tsx'
import facetClasses from '../filters/facets.module.css'
import { FilterChip } from '../filters/filter-chip.tsx'
import bar from '../filters/filters.module.css'
import { SearchBox } from '../filters/search-box.tsx'
import { useConnection } from '../graphql/use-connection.ts'
import { NODE_CLASSES } from '../parts/class-icon.tsx'
import { enumWords, plural } from '../parts/format.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { VirtualTable } from '../parts/virtual-table.tsx'
import { useScope } from '../shell/scope.ts'
import { knownValues, toggled } from '../shell/search-params.ts'
import { resourceColumns } from './columns.tsx'
import { classFacet, kindFacet, parseTag } from './facets.ts'
import { kindsQuery, resourcesQuery } from './query.ts'
import type { ResourcesSearch } from './search.ts'

/** The inventory. */
export function ResourcesPage() {
  const search = useSearch({ from: '/resources' })
  const navigate = useNavigate({ from: '/resources' })
  const { accounts, scan } = useScope()
  const [{ data: kinds }] = useQuery({ query: kindsQuery })
  const variables = {
    search: search.q ?? null,
    kinds: search.kind?.slice() ?? null,
    classes: knownValues(NODE_CLASSES, search.class) ?? null,
    tags: search.tag?.map(parseTag) ?? null,
    accounts,
    scan,
    first: 200,
  }
  const list = useConnection(resourcesQuery, variables, (data) => data.resources)
  const set = (change: ResourcesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const filtered = Object.values(search).some((value) => value !== undefined)
  useTitle('Resources')

  return (
    <>
      <PageHeader title={list.totalCount === undefined ? 'Resources' : plural(list.totalCount, 'resource')} />
      <div className={bar.bar}>
        <SearchBox value={search.q} label="Name, id or ARN" onChange={(q) => set({ q })} />
        {search.tag?.map((tag) => (
          <FilterChip key={tag} label="tag" clear={() => set({ tag: toggled(search.tag, tag) })}>
            {tag}
          </FilterChip>
        ))}
      </div>
      <div className={facetClasses.layout}>
        <aside className={facetClasses.panel} aria-label="Filters">
          <FacetList
            title="Class"
            values={classFacet(kinds?.kinds ?? []).map((each) => ({ ...each, label: enumWords(each.value) }))}
            chosen={search.class}
            toggle={(value) => set({ class: toggled(search.class, value) })}
          />
          <FacetList
            title="Kind"
            values={kindFacet(kinds?.kinds ?? [], search.class)}
            chosen={search.kind}
            toggle={(value) => set({ kind: toggled(search.kind, value) })}
          />
        </aside>
        <div className={facetClasses.content}>
          {list.error !== undefined && <ErrorState error={list.error} retry={list.retry} />}
          {list.totalCount === undefined && list.error === undefined && (
            <LoadingRows rows={16} waitingFor="Reading the inventory" />
          )}
          {list.totalCount === 0 && (
            <EmptyState title={filtered ? 'No resource matches these filters' : 'Nothing has been read yet'}>
              {filtered ? (
                <Link to="/resources">Show all resources</Link>
              ) : (
                <code>chokepoint ingest aws</code>
              )}
            </EmptyState>
          )}
          {list.totalCount !== undefined && list.totalCount > 0 && (
            <VirtualTable
              label="Resources"
              columns={resourceColumns}
              rows={list.rows}
              totalCount={list.totalCount}
              rowKey={(row) => row.resourceId}
              more={list.more}
              outdated={list.outdated}
            />
          )}
        </div>
      </div>
    </>
  )
}
