import { graphql, type ResultOf } from '../graphql/graphql.ts'

export const coverageQuery = graphql(`
  query Coverage($states: [CoverageState!], $accounts: [ID!], $first: Int, $after: String, $scan: ID) {
    coverage(states: $states, accounts: $accounts, first: $first, after: $after, scan: $scan) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        provider
        account
        region
        service
        state
        reason
        at
        age
        permission
        missing {
          call
          state
          resource
        }
      }
    }
    coverageSummary(scan: $scan) {
      total
      oldest
      states {
        state
        count
      }
    }
  }
`)

export type CoverageRow = ResultOf<typeof coverageQuery>['coverage']['nodes'][number]
export type CoverageSummary = ResultOf<typeof coverageQuery>['coverageSummary']
