import { graphql, type ResultOf } from '../graphql/graphql.ts'
import { resourceName } from '../parts/resource-link.tsx'

const canvasNode = graphql(
  `
    fragment CanvasNode on Resource {
      ...ResourceName
      worstFinding
      findingCount
      exposure
      sensitivity
      isAdmin
    }
  `,
  [resourceName],
)

const canvasEdge = graphql(`
  fragment CanvasEdge on Relationship {
    id
    from
    to
    kind
    verb
    class
    technique
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
`)

const canvasStep = graphql(
  `
    fragment CanvasStep on AttackStep {
      from {
        ...CanvasNode
      }
      to {
        ...CanvasNode
      }
      kind
      verb
      sentence
      class
      technique
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
  `,
  [canvasNode],
)

export const canvasPathQuery = graphql(
  `
    query CanvasPath($id: ID!, $from: ID, $to: String, $assume: [String!], $scan: ID) {
      attackPath(id: $id, from: $from, to: $to, assume: $assume, scan: $scan) {
        pathId
        title
        severity
        target {
          resourceId
        }
        steps {
          ...CanvasStep
        }
      }
    }
  `,
  [canvasStep],
)

/** From a resource, the likeliest ways to what matters. */
export const canvasBlastQuery = graphql(
  `
    query CanvasBlast($id: ID!, $scan: ID) {
      blastRadius(id: $id, scan: $scan) {
        resource {
          ...CanvasNode
        }
        reached
        ways(first: 25) {
          steps {
            ...CanvasStep
          }
          ends {
            resourceId
          }
          reached
        }
      }
    }
  `,
  [canvasNode, canvasStep],
)

/** The worst paths, and what most of the risk passes. */
export const canvasChokeQuery = graphql(
  `
    query CanvasChoke($filter: AttackPathFilter, $scan: ID) {
      attackPaths(filter: $filter, first: 15, scan: $scan) {
        totalCount
        nodes {
          pathId
          target {
            resourceId
          }
          steps {
            ...CanvasStep
          }
        }
      }
      chokePoints(first: 200, scan: $scan) {
        id
        type
        share
      }
    }
  `,
  [canvasStep],
)

export const subgraphQuery = graphql(
  `
    query Subgraph($ids: [ID!]!) {
      subgraph(ids: $ids) {
        nodes {
          ...CanvasNode
        }
        relationships {
          ...CanvasEdge
        }
      }
    }
  `,
  [canvasNode, canvasEdge],
)

export const expansionQuery = graphql(
  `
    query Expansion(
      $id: ID!
      $kinds: [String!]
      $neighbourKinds: [String!]
      $direction: Direction
      $first: Int
      $after: String
      $scan: ID
    ) {
      resource(id: $id, scan: $scan) {
        neighbours(kinds: $kinds, neighbourKinds: $neighbourKinds, direction: $direction, first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              ...CanvasNode
            }
            relationship {
              ...CanvasEdge
            }
          }
        }
      }
    }
  `,
  [canvasNode, canvasEdge],
)

export const countsQuery = graphql(`
  query Counts($id: ID!, $scan: ID) {
    resource(id: $id, scan: $scan) {
      resourceId
      neighbourCounts {
        relationship
        verb
        class
        direction
        neighbourKind
        neighbourKindTitle
        count
      }
    }
  }
`)

export type CanvasNode = ResultOf<typeof canvasNode>
export type CanvasEdge = ResultOf<typeof canvasEdge>
export type CanvasStep = ResultOf<typeof canvasStep>
