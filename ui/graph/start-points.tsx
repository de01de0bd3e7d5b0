import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { graphql } from '../graphql/graphql.ts'
import { PageHeader } from '../parts/page-header.tsx'
import prose from '../parts/prose.module.css'
import { resourceName } from '../parts/resource-link.tsx'
import { SeverityBadge } from '../parts/severity.tsx'
import { LoadingRows } from '../parts/states.tsx'
import { useScope } from '../shell/scope.ts'

const startsQuery = graphql(
  `
    query Starts($filter: AttackPathFilter, $scan: ID) {
      attackPaths(filter: $filter, first: 12, scan: $scan) {
        nodes {
          pathId
          title
          severity
          target {
            ...ResourceName
          }
        }
      }
    }
  `,
  [resourceName],
)

/** Where one may begin to look. */
export function StartPoints() {
  const { accounts, scan } = useScope()
  const [{ data }] = useQuery({ query: startsQuery, variables: { filter: { accounts }, scan } })
  return (
    <>
      <PageHeader
        title="Choose where to start"
        detail="The graph opens around a path or a resource. Press Ctrl K to find one, or take one of the worst paths."
      />
      <div className={prose.columns}>
        <section className={prose.main}>
          {data === undefined && <LoadingRows waitingFor="Reading the worst paths" />}
          <ul className={prose.paths}>
            {data?.attackPaths.nodes.map((path) => (
              <li key={path.pathId}>
                <SeverityBadge severity={path.severity} />
                <Link to="/graph" search={{ path: path.pathId }}>
                  {path.title}
                </Link>
                <Link to="/graph" search={{ focus: [path.target.resourceId] }} className="soft">
                  around {path.target.name}
                </Link>
              </li>
            ))}
          </ul>
          <p>
            Or see{' '}
            <Link to="/graph" search={{ choke: 'points' }}>
              where the worst paths meet
            </Link>
            , or open any <Link to="/resources">resource</Link> and choose “Open in graph”.
          </p>
        </section>
      </div>
    </>
  )
}
