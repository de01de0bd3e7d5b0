import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const findingsQuery = graphql(
  `
    query Findings($filter: FindingFilter, $orderBy: FindingOrder, $first: Int, $after: String, $scan: ID, $facets: Boolean!) {
      findings(filter: $filter, orderBy: $orderBy, first: $first, after: $after, scan: $scan) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        facets @include(if: $facets) {
          severities {
            value
            label
            count
          }
          statuses {
            value
            label
            count
          }
          rules {
            value
            label
            count
          }
          services {
            value
            label
            count
          }
          accounts {
            value
            label
            count
          }
          frameworks {
            value
            label
            count
          }
        }
        nodes {
          id
          findingId
          severity
          status
          detail
          account
          firstSeen
          rule {
            ruleId
            title
            kind
          }
          subject {
            ...ResourceName
          }
        }
      }
    }
  `,
  [resourceName],
)

export type FindingRow = ResultOf<typeof findingsQuery>['findings']['nodes'][number]
export type FindingFacets = NonNullable<ResultOf<typeof findingsQuery>['findings']['facets']>
