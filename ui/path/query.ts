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

/** Apart from the path: the first who asks waits until each fix was tried. */
export const pathFixesQuery = graphql(`
  query PathFixes($path: ID!, $scan: ID) {
    fixes(filter: { path: $path }, first: 8, scan: $scan) {
      totalCount
      nodes {
        fixId
        title
        removesPaths
        opensPaths
        share
        verified
        usage
        remediation {
          console
          cli
          terraform
        }
      }
    }
  }
`)

export type PathFix = ResultOf<typeof pathFixesQuery>['fixes']['nodes'][number]
