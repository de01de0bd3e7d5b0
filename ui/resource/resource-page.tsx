import { Button } from '@mantine/core'
import { IconAffiliate, IconFocus2, IconRoute } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { AccessOf } from '../access/access-of.tsx'
import { WhoCanRead } from '../access/who-can-read.tsx'
import { AccountName } from '../parts/account-name.tsx'
import { plural } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { Moment } from '../parts/moment.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { PathList } from '../parts/path-list.tsx'
import prose from '../parts/prose.module.css'
import { EmptyState, ErrorState, LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { PropertyTable } from '../properties/property-table.tsx'
import { Marks } from '../resources/marks.tsx'
import { useScope } from '../shell/scope.ts'
import { History } from './history.tsx'
import { type ResourceDetail, resourceQuery } from './query.ts'
import { Relationships } from './relationships.tsx'
import { ResourceFindings } from './resource-findings.tsx'
import { Tags } from './tags.tsx'

/** What is this, who can reach it, what can it reach? */
export function ResourcePage() {
  const { id } = useParams({ from: '/resources/$id' })
  const { scan } = useScope()
  const [{ data, error }, retry] = useQuery({ query: resourceQuery, variables: { id, scan } })
  useTitle(data?.resource?.name ?? id)
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  if (data === undefined || (data.resource !== null && data.resource.resourceId !== id))
    return <LoadingRows rows={14} waitingFor="Reading the resource" />
  if (data.resource === null)
    return (
      <EmptyState title="The scan shown has no such resource">
        <span className="mono">{id}</span> may be gone since, or its partition could not be read.{' '}
        <Link to="/coverage">See what was read</Link>
      </EmptyState>
    )
  return <ResourceStory key={id} resource={data.resource} />
}

function ResourceStory({ resource }: { resource: ResourceDetail }) {
  const { resourceId, attackPaths } = resource
  return (
    <>
      <PageHeader
        title={
          <span className={prose.title}>
            {resource.name} <Marks resource={resource} />
          </span>
        }
        detail={<Facts resource={resource} />}
        actions={<Actions resource={resource} />}
      />
      <div className={prose.columns}>
        <div className={prose.main}>
          <section>
            <h2>
              {attackPaths.totalCount === 0
                ? 'No ranked attack path passes here'
                : `${plural(attackPaths.totalCount, 'attack path')} through here`}
            </h2>
            <PathList paths={attackPaths.nodes} />
            {attackPaths.totalCount > attackPaths.nodes.length && (
              <Link to="/paths" search={{ through: resourceId }}>
                All {plural(attackPaths.totalCount, 'attack path')}
              </Link>
            )}
          </section>
          <WhoCanRead resource={resource} />
          {resource.class === 'IDENTITY' && <AccessOf principal={resourceId} />}
          <Relationships resourceId={resourceId} counts={resource.neighbourCounts} />
          <section>
            <h2>Facts</h2>
            <PropertyTable properties={resource.properties} />
          </section>
        </div>
        <aside className={prose.side} aria-label="Findings, tags and history">
          <ResourceFindings resource={resource} />
          <Tags tags={resource.tags} />
          <History history={resource.history} />
        </aside>
      </div>
    </>
  )
}

function Facts({ resource }: { resource: ResourceDetail }) {
  return (
    <span className={prose.facts}>
      <span>{resource.kindTitle}</span>
      {resource.account !== null && (
        <Link to="/resources" search={{ account: resource.account }}>
          <AccountName id={resource.account} />
        </Link>
      )}
      {resource.region !== null && <span>{resource.region}</span>}
      <Identifier id={resource.resourceId} limit={72} />
      {resource.staleSince !== null && (
        <span>
          last read <Moment at={resource.staleSince} />
        </span>
      )}
    </span>
  )
}

const STARTS = ['IDENTITY', 'WORKLOAD'] as const

function Actions({ resource }: { resource: ResourceDetail }) {
  return (
    <>
      {STARTS.some((each) => each === resource.class) && (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFocus2 size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/graph" search={{ blast: resource.resourceId }} {...props} />}
          >
            Blast radius
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRoute size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/paths" search={{ from: resource.resourceId }} {...props} />}
          >
            Paths if this were taken
          </Button>
        </>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconAffiliate size={15} aria-hidden />}
        renderRoot={(props) => <Link to="/graph" search={{ focus: [resource.resourceId] }} {...props} />}
      >
        Open in graph
      </Button>
    </>
  )
}
