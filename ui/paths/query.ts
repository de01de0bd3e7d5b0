import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const pathsQuery = graphql(
  `
    query Paths($filter: AttackPathFilter, $assume: [String!], $first: Int, $after: String, $scan: ID) {
      attackPaths(filter: $filter, assume: $assume, first: $first, after: $after, scan: $scan) {
        totalCount
        severityCounts {
          severity
          count
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          pathId
          title
          severity
          likelihood
          impact
          hops
          techniques
          similar
          firstSeen
          entry {
            ...ResourceName
          }
          target {
            ...ResourceName
          }
        }
      }
    }
  `,
  [resourceName],
)

export type PathRow = ResultOf<typeof pathsQuery>['attackPaths']['nodes'][number]
