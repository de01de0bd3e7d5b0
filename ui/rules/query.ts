import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const rulesQuery = graphql(`
  query Rules($search: String, $first: Int, $after: String) {
    rules(search: $search, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ruleId
        title
        kind
        severity
        service
        failing
        passing
        notEvaluated
      }
    }
  }
`)

export type RuleRow = ResultOf<typeof rulesQuery>['rules']['nodes'][number]

export const ruleQuery = graphql(`
  query Rule($id: ID!) {
    rule(id: $id) {
      ruleId
      title
      kind
      severity
      provider
      service
      subjectKind
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
        controlId
        title
        description
      }
      tests {
        name
        nodes
        relationships
        finds
        notEvaluated
      }
      query
      population
      failing
      passing
      notEvaluated
      excepted
    }
  }
`)

export const ruleFindingsQuery = graphql(
  `
    query RuleFindings($rules: [ID!], $accounts: [ID!], $scan: ID) {
      findings(filter: { rules: $rules, statuses: [FAIL], accounts: $accounts }, first: 12, scan: $scan) {
        totalCount
        nodes {
          findingId
          severity
          detail
          firstSeen
          subject {
            ...ResourceName
          }
        }
      }
    }
  `,
  [resourceName],
)

export const pathRiskQuery = graphql(`
  query PathRisk($id: ID!) {
    rule(id: $id) {
      ruleId
      pathRisk {
        removed
        share
        closedPaths
        openedPaths
        unknown
      }
    }
  }
`)
