import { graphql, type ResultOf } from '../graphql/graphql.ts'

export const overviewQuery = graphql(`
  query Overview($filter: AttackPathFilter, $account: ID, $accounts: [ID!], $scan: ID) {
    currentScan {
      scanId
    }
    attackPaths(filter: $filter, first: 5, scan: $scan) {
      totalCount
      severityCounts {
        severity
        count
      }
      nodes {
        pathId
        title
        severity
        likelihood
        firstSeen
      }
    }
    posture(scope: $account, scan: $scan) {
      score
      previous
      failing
      passing
      notEvaluated
      severities {
        severity
        count
      }
      accounts {
        account
        name
        score
        failing
        criticalPaths
        highPaths
        riskShare
      }
    }
    resources(accounts: $accounts, first: 1, scan: $scan) {
      totalCount
    }
    postureHistory(scope: $account, first: 30) {
      score
      paths
      criticalPaths
      highPaths
      scan {
        scanId
        sequence
        finishedAt
        source
      }
    }
    coverageSummary(scan: $scan) {
      total
      oldest
      states {
        state
        count
      }
    }
    coverage(states: [DENIED, THROTTLED, EXPIRED, TRUNCATED, UNPARSEABLE, FAILED], accounts: $accounts, first: 4, scan: $scan) {
      totalCount
      nodes {
        account
        region
        service
        state
        permission
      }
    }
  }
`)

export type Overview = ResultOf<typeof overviewQuery>

export const pathChangesQuery = graphql(`
  query PathChanges($since: ID, $scan: ID) {
    pathChanges(since: $since, scan: $scan) {
      since {
        scanId
        sequence
        finishedAt
      }
      opened {
        path {
          pathId
          title
          severity
          target {
            account
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
      closed {
        path {
          pathId
          title
          severity
          target {
            account
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
`)

export type PathChange = ResultOf<typeof pathChangesQuery>['pathChanges']['opened'][number]

export const bestFixesQuery = graphql(`
  query BestFixes($filter: FixFilter, $first: Int, $scan: ID) {
    fixes(filter: $filter, first: $first, scan: $scan, early: true) {
      pending {
        what
        done
        of
      }
      nodes {
        fixId
        title
        share
        removesPaths
        verified
      }
    }
  }
`)
