import { graphql, type ResultOf } from '../graphql/graphql.ts'

export const fixesQuery = graphql(`
  query Fixes($filter: FixFilter, $first: Int, $after: String, $scan: ID) {
    fixes(filter: $filter, first: $first, after: $after, scan: $scan, early: true) {
      pending {
        what
        done
        of
      }
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        fixId
        title
        source {
          type
          name
        }
        removesPaths
        opensPaths
        riskRemoved
        share
        verified
        derived
        accounts
        status {
          state
          assignee
          due
        }
      }
    }
  }
`)

export type FixRow = ResultOf<typeof fixesQuery>['fixes']['nodes'][number]
export type FixState = FixRow['status']['state']

/** The head of the queue without filters: what a chosen fix changes, and what the best ones do together. */
export const queueQuery = graphql(`
  query FixQueue($scan: ID) {
    fixes(first: 200, scan: $scan, early: true) {
      risk
      totalCount
      nodes {
        id
        fixId
        title
        changes
        additional
        share
        removesPaths
        accounts
        source {
          key
          type
          name
        }
      }
    }
  }
`)

export type FixQueue = ResultOf<typeof queueQuery>['fixes']
export type QueuedFix = FixQueue['nodes'][number]

export const fixQuery = graphql(`
  query Fix($id: ID!) {
    node(id: $id) {
      ... on Fix {
        id
        fixId
        title
        provenance {
          id
          type
        }
        source {
          type
        }
        removesPaths
        opensPaths
        riskRemoved
        share
        additional
        verified
        derived
        accounts
        usage
        remediation {
          console
          cli
          terraform
        }
        paths {
          pathId
          title
          severity
          likelihood
        }
        status {
          state
          assignee
          due
          comments {
            author
            at
            text
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

export type FixDetail = Extract<NonNullable<ResultOf<typeof fixQuery>['node']>, { fixId: string }>

export const setStatusMutation = graphql(`
  mutation SetFixStatus($fixId: ID!, $status: FixStatusInput!) {
    setFixStatus(fixId: $fixId, status: $status) {
      state
      assignee
      due
    }
  }
`)

export const simulateQuery = graphql(`
  query Simulate($changes: [ChangeInput!]!, $scan: ID) {
    simulate(changes: $changes, scan: $scan) {
      closedPaths {
        pathId
        title
        severity
        likelihood
      }
      opened {
        pathId
        title
        severity
        likelihood
      }
      before {
        score
        paths
      }
      after {
        score
        paths
      }
    }
  }
`)

export type SimulationResult = ResultOf<typeof simulateQuery>['simulate']
