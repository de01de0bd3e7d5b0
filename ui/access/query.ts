import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const whoCanQuery = graphql(
  `
    query WhoCan($action: String!, $resource: ID!, $first: Int, $after: String, $scan: ID) {
      whoCan(action: $action, resource: $resource, first: $first, after: $after, scan: $scan) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          principal {
            ...ResourceName
          }
          decision
          conditions {
            key
            detail
          }
          statements {
            effect
            statement
            sid
            layer
            policy
            evidence {
              type
              id
              detail
              document
            }
          }
        }
      }
    }
  `,
  [resourceName],
)

export type Reader = ResultOf<typeof whoCanQuery>['whoCan']['nodes'][number]

export const accessOfQuery = graphql(
  `
    query AccessOf($principal: ID!, $first: Int, $after: String, $scan: ID) {
      accessOf(principal: $principal, first: $first, after: $after, scan: $scan) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          kind
          resource {
            ...ResourceName
          }
          conditions {
            key
          }
          evidence {
            type
            id
            statement
            detail
            document
          }
        }
      }
    }
  `,
  [resourceName],
)
