import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const pathQuery = graphql(
  `
    query Path($id: ID!, $scan: ID) {
      attackPath(id: $id, scan: $scan) {
        pathId
        title
        severity
        likelihood
        impact
        hops
        techniques
        firstSeen
        targetIsAdmin
        explanation {
          label
          value
          detail
        }
        entry {
          ...ResourceName
        }
        target {
          ...ResourceName
        }
        steps {
          from {
            ...ResourceName
          }
          to {
            ...ResourceName
          }
          kind
          verb
          sentence
          class
          technique
          attack
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
            document
          }
          provenance {
            id
            type
            edit
          }
        }
      }
    }
  `,
  [resourceName],
)

export type PathDetail = NonNullable<ResultOf<typeof pathQuery>['attackPath']>
export type Step = PathDetail['steps'][number]
export type StepEvidence = Step['evidence'][number]
