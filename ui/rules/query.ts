import { graphql, type ResultOf } from '../graphql/graphql.ts'

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
      requirements
      query
      population
      failing
      passing
      notEvaluated
    }
  }
`)

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
