import { z } from 'zod'
import { countScans, listScans } from '../../queries/list-scans.ts'
import { toConnection } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { toNodeId } from '../node-id.ts'

/** One reading of the accounts; newest first. */
export const scan = defineType({
  sdl: /* GraphQL */ `
    type Scan implements Node {
      id: ID!
      scanId: ID!
      "Place in history: 1 for the first."
      sequence: Int!
      startedAt: DateTime!
      finishedAt: DateTime!
      source: String!
      nodes: Int!
      relationships: Int!
      "Its findings and paths are stored too."
      complete: Boolean!
    }
    type ScanConnection {
      edges: [ScanEdge!]!
      nodes: [Scan!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type ScanEdge { node: Scan! cursor: String! }

    extend type Query {
      scans(first: Int = 50, after: String): ScanConnection!
      "The newest complete scan; null while the store is empty."
      currentScan: Scan
    }
  `,
  resolvers: {
    Query: {
      scans: (_parent, args, { views: { read } }) =>
        toConnection(args, {
          key: z.number(),
          load: (before, limit) => read(listScans, { before, limit }),
          keyOf: (scan) => scan.sequence,
          nodeOf: (scan) => scan,
          total: async () => (await read(countScans, {}))[0]?.count ?? 0,
        }),
      currentScan: async (_parent, _args, { views }) => (await views.of()).scan,
    },
    Scan: {
      id: (scan) => toNodeId('Scan', scan.id),
      scanId: (scan) => scan.id,
      sequence: (scan) => scan.sequence,
      startedAt: (scan) => scan.startedAt,
      finishedAt: (scan) => scan.finishedAt,
      source: (scan) => scan.source,
      nodes: (scan) => scan.nodes,
      relationships: (scan) => scan.relationships,
      complete: (scan) => scan.complete,
    },
  },
})
