import { graphql, type ResultOf } from '../graphql/graphql.ts'

export const frameworkQuery = graphql(`
  query FrameworkPage($id: ID!, $account: ID, $scan: ID) {
    framework(id: $id, scope: $account, scan: $scan) {
      frameworkId
      title
      version
      publisher
      reference
      coverage
      score
      failing
      passing
      notEvaluated
      excepted
      requirementCounts {
        status
        count
      }
      requirements {
        requirementId
        title
        status
        failing
        passing
        notEvaluated
        excepted
        section {
          sectionId
          title
        }
      }
    }
  }
`)

export type FrameworkView = NonNullable<ResultOf<typeof frameworkQuery>['framework']>
export type RequirementRow = FrameworkView['requirements'][number]

export const requirementQuery = graphql(`
  query RequirementOf($framework: ID!, $requirement: ID!, $account: ID, $scan: ID) {
    framework(id: $framework, scope: $account, scan: $scan) {
      requirement(id: $requirement) {
        requirementId
        controls {
          controlId
          title
          status
          failing
          rules {
            status
            failing
            passing
            notEvaluated
            excepted
            reasons
            rule {
              ruleId
              title
              severity
            }
          }
        }
      }
    }
  }
`)

type Opened = NonNullable<NonNullable<ResultOf<typeof requirementQuery>['framework']>['requirement']>
export type RuleLine = Opened['controls'][number]['rules'][number]
