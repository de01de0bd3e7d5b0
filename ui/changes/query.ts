import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const changesQuery = graphql(
  `
    query Changes(
      $since: ID
      $scan: ID
      $kinds: [String!]
      $accounts: [ID!]
      $types: [ChangeType!]
      $first: Int
      $after: String
    ) {
      changes(
        since: $since
        scan: $scan
        kinds: $kinds
        accounts: $accounts
        types: $types
        first: $first
        after: $after
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        facets {
          kinds {
            value
            label
            count
          }
          types {
            value
            label
            count
          }
        }
        nodes {
          id
          type
          subjectType
          subject
          kind
          account
          properties
          at
          scan {
            scanId
            sequence
          }
          resource {
            ...ResourceName
          }
        }
      }
    }
  `,
  [resourceName],
)

export type ChangeRow = ResultOf<typeof changesQuery>['changes']['nodes'][number]
