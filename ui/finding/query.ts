import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const findingQuery = graphql(
  `
    query Finding($id: ID!, $scan: ID) {
      finding(id: $id, scan: $scan) {
        findingId
        severity
        status
        detail
        account
        firstSeen
        lastSeen
        raisedBecause
        reopenedAt
        reopenedBecause
        exception {
          exceptionId
          reason
          author
          expiresAt
        }
        premise {
          name
          value
        }
        rule {
          ruleId
          title
          kind
          description
          rationale
          falsePositives
          remediation {
            console
            cli
            terraform
          }
          references
          attack
          frameworks
          control {
            title
          }
          query
          failing
          passing
        }
        subject {
          ...ResourceName
          properties
          region
          provider
        }
        path {
          ...ResourceName
        }
        attackPaths(first: 5) {
          totalCount
          nodes {
            pathId
            title
            severity
            likelihood
          }
        }
      }
    }
  `,
  [resourceName],
)

export type FindingDetail = NonNullable<ResultOf<typeof findingQuery>['finding']>
