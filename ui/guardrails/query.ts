import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const guardrailsQuery = graphql(
  `
    query Guardrails($scan: ID) {
      guardrails(first: 200, scan: $scan) {
        id
        type
        control {
          ...ResourceName
        }
        statement
        detail
        holdsBack
        opensPaths
        riskHeldBack
        verified
        protectsCount
      }
    }
  `,
  [resourceName],
)

export type Guardrail = ResultOf<typeof guardrailsQuery>['guardrails'][number]

export const guardrailQuery = graphql(
  `
    query Guardrail($id: ID!, $scan: ID) {
      guardrail(id: $id, scan: $scan) {
        id
        protects {
          ...ResourceName
        }
        opens(first: 20) {
          pathId
          title
          severity
          likelihood
        }
      }
    }
  `,
  [resourceName],
)
