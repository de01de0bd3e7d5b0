import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const resourceQuery = graphql(
  `
    query Resource($id: ID!, $scan: ID) {
      resource(id: $id, scan: $scan) {
        ...ResourceName
        provider
        region
        tags {
          key
          value
        }
        properties
        exposure
        sensitivity
        isAdmin
        staleSince
        worstFinding
        findingCount
        neighbourCounts {
          relationship
          verb
          class
          direction
          neighbourKind
          neighbourKindTitle
          count
        }
        findings(first: 20) {
          totalCount
          nodes {
            findingId
            severity
            status
            firstSeen
            rule {
              title
            }
          }
        }
        attackPaths(first: 10) {
          totalCount
          nodes {
            pathId
            title
            severity
            likelihood
          }
        }
        history(first: 20) {
          totalCount
          nodes {
            id
            type
            subjectType
            subject
            kind
            properties
            at
            scan {
              scanId
              sequence
            }
          }
        }
      }
    }
  `,
  [resourceName],
)

export type ResourceDetail = NonNullable<ResultOf<typeof resourceQuery>['resource']>
export type NeighbourCount = ResourceDetail['neighbourCounts'][number]

export const neighboursQuery = graphql(
  `
    query Neighbours(
      $id: ID!
      $kinds: [String!]
      $neighbourKinds: [String!]
      $direction: Direction
      $first: Int
      $after: String
      $scan: ID
    ) {
      resource(id: $id, scan: $scan) {
        neighbours(kinds: $kinds, neighbourKinds: $neighbourKinds, direction: $direction, first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              ...ResourceName
            }
            relationship {
              id
              technique
              likelihood
              conditions {
                key
                state
                detail
              }
              evidence {
                type
                id
                statement
                detail
              }
            }
          }
        }
      }
    }
  `,
  [resourceName],
)
