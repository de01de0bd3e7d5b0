import { graphql, type ResultOf } from '../graphql/graphql.ts'

export const exceptionsQuery = graphql(`
  query Exceptions($states: [ExceptionState!]) {
    exceptions(states: $states, first: 200) {
      totalCount
      nodes {
        exceptionId
        state
        finding
        resource
        tag
        account
        reason
        author
        createdAt
        expiresAt
        revokedAt
        revokedBy
        premise
        rule {
          ruleId
          title
        }
        findings(first: 1) {
          totalCount
          nodes {
            findingId
            rule {
              title
            }
            subject {
              name
            }
          }
        }
      }
    }
    service {
      caller {
        role
      }
    }
  }
`)

export type ExceptionRow = ResultOf<typeof exceptionsQuery>['exceptions']['nodes'][number]

export const createException = graphql(`
  mutation CreateException($exception: ExceptionInput!) {
    createException(exception: $exception) {
      exceptionId
      findings(first: 1) {
        totalCount
      }
    }
  }
`)

export const revokeException = graphql(`
  mutation RevokeException($id: ID!) {
    revokeException(id: $id) {
      exceptionId
      state
    }
  }
`)
