import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const resourcesQuery = graphql(
  `
    query Resources(
      $search: String
      $kinds: [String!]
      $accounts: [ID!]
      $classes: [NodeClass!]
      $tags: [TagInput!]
      $first: Int
      $after: String
      $scan: ID
    ) {
      resources(
        search: $search
        kinds: $kinds
        accounts: $accounts
        classes: $classes
        tags: $tags
        first: $first
        after: $after
        scan: $scan
      ) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...ResourceName
          region
          exposure
          sensitivity
          isAdmin
          worstFinding
          findingCount
        }
      }
    }
  `,
  [resourceName],
)

export type ResourceRow = ResultOf<typeof resourcesQuery>['resources']['nodes'][number]

export const kindsQuery = graphql(`
  query Kinds {
    kinds {
      kind
      title
      class
      count
    }
  }
`)
