import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

export const pathQuery = graphql(
  `
    query Path($id: ID!, $from: ID, $to: String, $assume: [String!], $scan: ID) {
      attackPath(id: $id, from: $from, to: $to, assume: $assume, scan: $scan) {
        pathId
        title
        severity
        likelihood
        impact
        hops
        techniques
        firstSeen
        targetIsAdmin
        similar
        alike(first: 12) {
          ...ResourceName
        }
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
            title
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
  query PathFixes($path: ID!, $assume: [String!], $scan: ID) {
    fixes(filter: { path: $path }, assume: $assume, first: 8, scan: $scan, early: true) {
      pending {
        what
        done
        of
      }
      totalCount
      nodes {
        fixId
        title
        removesPaths
        opensPaths
        share
        verified
        derived
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
