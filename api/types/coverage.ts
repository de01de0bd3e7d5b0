import { z } from 'zod'
import { countCoverage, listCoverage } from '../../queries/list-coverage.ts'
import { toConnection } from '../connection.ts'
import { defineType } from '../define-type.ts'

const key = z.object({ read: z.number(), id: z.string() })

/** What was read and what could not be. */
export const coverage = defineType({
  sdl: /* GraphQL */ `
    type Coverage {
      provider: String!
      account: ID!
      region: String!
      service: String!
      state: CoverageState!
      reason: String
      at: DateTime!
      "Seconds since it was last read in full; null if it never was."
      age: Int
      "Permission that would mend it."
      permission: String
      missing: [MissingCall!]!
    }
    type MissingCall { call: String! state: CoverageState! resource: ID }
    type CoverageConnection {
      edges: [CoverageEdge!]!
      nodes: [Coverage!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type CoverageEdge { node: Coverage! cursor: String! }
    type CoverageSummary {
      total: Int!
      states: [CoverageStateCount!]!
      "When the least recently read partition was read."
      oldest: DateTime
    }
    type CoverageStateCount { state: CoverageState! count: Int! }

    extend type Query {
      "Partitions, those that could not be read first."
      coverage(
        states: [CoverageState!]
        accounts: [ID!]
        first: Int = 200
        after: String
        scan: ID
      ): CoverageConnection!
      coverageSummary(scan: ID): CoverageSummary!
    }
  `,
  resolvers: {
    Query: {
      coverage: async (_parent, args, { views }) => {
        const view = await views.of(args.scan)
        const filter = {
          sequence: view.sequence,
          states: args.states == null ? null : [...args.states],
          accounts: args.accounts == null ? null : [...args.accounts],
        }
        return toConnection(
          { ...args, first: args.first ?? 200 },
          {
            key,
            load: (after, limit) =>
              view.read(listCoverage, {
                ...filter,
                afterRead: after?.read ?? null,
                afterId: after?.id ?? null,
                limit,
              }),
            keyOf: ({ read, record }) => ({ read, id: record.id }),
            nodeOf: ({ record }) => ({ view, coverage: record }),
            total: async () =>
              (await view.read(countCoverage, filter)).reduce((sum, { count }) => sum + count, 0),
          },
        )
      },
      coverageSummary: async (_parent, args, { views }) => {
        const view = await views.of(args.scan)
        const filter = { sequence: view.sequence, states: null, accounts: null }
        const states = await view.read(countCoverage, filter)
        const times = states.map((state) => state.oldest).filter((at) => at !== null)
        return {
          total: states.reduce((sum, { count }) => sum + count, 0),
          states: states.map(({ state, count }) => ({ state, count })),
          oldest: times.sort()[0] ?? null,
        }
      },
    },
    Coverage: {
      provider: ({ coverage }) => coverage.provider,
      account: ({ coverage }) => coverage.account,
      region: ({ coverage }) => coverage.region,
      service: ({ coverage }) => coverage.service,
      state: ({ coverage }) => coverage.state,
      reason: ({ coverage }) => coverage.reason ?? null,
      at: ({ coverage }) => coverage.at,
      age: async ({ view, coverage }) => {
        const lastRead = await view.coverageLastRead.load(coverage.id)
        return lastRead === null ? null : Math.max(0, Math.floor((Date.now() - Date.parse(lastRead)) / 1000))
      },
      permission: ({ coverage }) => permissionIn(coverage.reason ?? ''),
      missing: ({ coverage }) =>
        (coverage.missing ?? []).map(({ call, state, resource }) => ({
          call,
          state,
          resource: resource ?? null,
        })),
    },
  },
})

/** The IAM action that a reason names: `… needs s3:ListAllMyBuckets`. */
function permissionIn(reason: string): string | null {
  return /\b[a-z][a-z0-9-]*:[A-Z][A-Za-z]+\b/.exec(reason)?.[0] ?? null
}
