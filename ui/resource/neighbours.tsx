import { Button } from '@mantine/core'
import { useConnection } from '../graphql/use-connection.ts'
import { integer, likelihood } from '../parts/format.ts'
import { ResourceLink } from '../parts/resource-link.tsx'
import { ErrorState, LoadingRows } from '../parts/states.tsx'
import { useScope } from '../shell/scope.ts'
import { type NeighbourCount, neighboursQuery } from './query.ts'
import classes from './resource.module.css'

const NONE = { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } }

/** The neighbours of one kind over one relationship, with the reason of each edge. */
export function Neighbours({ resourceId, count }: { resourceId: string; count: NeighbourCount }) {
  const { scan } = useScope()
  const variables = {
    id: resourceId,
    kinds: [count.relationship],
    neighbourKinds: [count.neighbourKind],
    direction: count.direction,
    first: 25,
    scan,
  }
  const list = useConnection(neighboursQuery, variables, ({ resource }) =>
    resource === null ? NONE : { ...resource.neighbours, nodes: resource.neighbours.edges },
  )
  if (list.error !== undefined) return <ErrorState error={list.error} retry={list.retry} />
  if (list.totalCount === undefined) return <LoadingRows rows={2} waitingFor="Reading the neighbours" />
  return (
    <>
      <ul className={classes.neighbours}>
        {list.rows.map(({ node, relationship }) => (
          <li key={relationship.id}>
            <ResourceLink resource={node} limit={60} />
            <span className={classes.reason}>
              {[
                relationship.likelihood === null
                  ? undefined
                  : `likelihood ${likelihood(relationship.likelihood)}`,
                relationship.technique ?? undefined,
                relationship.evidence[0]?.detail,
                ...relationship.conditions
                  .filter(({ state }) => state !== 'MET')
                  .map(({ key, state }) => `${key} ${state === 'UNMET' ? 'not met' : 'not known'}`),
              ]
                .filter((part) => part !== undefined && part !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {list.rows.length < list.totalCount && (
        <Button size="compact-xs" variant="subtle" onClick={list.more}>
          {integer(list.totalCount - list.rows.length)} more
        </Button>
      )}
    </>
  )
}
