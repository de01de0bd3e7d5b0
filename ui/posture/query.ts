import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const postureQuery = graphql(
  `
    query PosturePage($account: ID, $scan: ID) {
      posture(scope: $account, scan: $scan) {
        score
        previous
        failing
        passing
        notEvaluated
        excepted
        accounts {
          account
          name
          score
          failing
        }
        services {
          part
          score
          failing
          passing
          notEvaluated
          excepted
          severities {
            severity
            count
          }
        }
        moves(first: 12) {
          ruleId
          effect
          openedCount
          closedCount
          rule {
            title
          }
          opened(first: 3) {
            finding {
              findingId
              subject {
                ...ResourceName
              }
            }
            cause {
              type
              subject
              subjectType
              kind
              properties
            }
          }
          closed(first: 3) {
            finding {
              findingId
              subject {
                ...ResourceName
              }
            }
            cause {
              type
              subject
              subjectType
              kind
              properties
            }
          }
        }
      }
      frameworks(scope: $account, scan: $scan) {
        frameworkId
        title
        version
        score
        failing
        requirementCounts {
          status
          count
        }
      }
      postureHistory(scope: $account, first: 60) {
        score
        failing
        scan {
          scanId
          sequence
          startedAt
        }
      }
    }
  `,
  [resourceName],
)

export type PostureView = ResultOf<typeof postureQuery>
export type Move = PostureView['posture']['moves'][number]
export type Turn = Move['opened'][number]
export type FrameworkRow = PostureView['frameworks'][number]
export type RequirementStatus = FrameworkRow['requirementCounts'][number]['status']
