import { fixStatuses } from '../../queries/fix-statuses.ts'
import { listConnection } from '../connection.ts'
import { defineType, enumValues } from '../define-type.ts'
import { listFixes, NO_STATUS, setStatus } from '../lists/fixes.ts'
import { toNodeId } from '../node-id.ts'

/** The remediation queue. */
export const fix = defineType({
  sdl: /* GraphQL */ `
    enum FixState { OPEN IN_PROGRESS DONE ACCEPTED }
    "One thing to edit, and what that is worth."
    type Fix implements Node {
      id: ID!
      "The id the command line prints; equal in every scan that has the same fix."
      fixId: ID!
      title: String!
      provenance: Provenance!
      source: FixSource!
      "What \`simulate\` takes."
      changes: [JSON!]!
      "Attack paths that end with it."
      removesPaths: Int!
      paths: [AttackPath!]!
      "Attack paths that it would open; told only where derived."
      opensPaths: Int!
      riskRemoved: Float!
      "Of all risk, 0 to 1."
      share: Float!
      "Risk it removes in addition to those chosen before it; null when it was not chosen among the first."
      additional: Float
      "Searched for again without it; else paths and risk are upper bounds."
      verified: Boolean!
      "The change was made in a copy of the facts and the estate derived again from them."
      derived: Boolean!
      accounts: [ID!]!
      remediation: Remediation!
      "What legitimate access it would remove, as far as that is known."
      usage: String!
      status: FixStatus!
    }
    type FixSource { key: ID! type: String! name: String! }
    type FixStatus {
      state: FixState!
      assignee: String
      due: String
      updatedAt: DateTime
      comments: [FixComment!]!
    }
    type FixComment { author: String! at: DateTime! text: String! }
    type FixConnection {
      edges: [FixEdge!]!
      nodes: [Fix!]!
      pageInfo: PageInfo!
      totalCount: Int!
      "Expected loss of the whole estate: likelihood times impact, over every start and target."
      risk: Float!
      "How far trying them is, where \`early\` was asked for and not all were tried: ask again; null once they were."
      pending: Work
    }
    type FixEdge { node: Fix! cursor: String! }
    input FixFilter {
      accounts: [ID!]
      "Types of source, such as policy or permission-set."
      sources: [String!]
      states: [FixState!]
      "Fixes that break this attack path, by its id on the command line."
      path: ID
      search: String
    }
    "Absent fields stay as they are; null takes away."
    input FixStatusInput {
      state: FixState
      assignee: String
      "A day, ISO 8601."
      due: String
      "Added to the comments."
      comment: String
    }

    extend type Query {
      "By verified risk removed. With \`early\` it does not wait until each was tried on a copy of the estate, but tells what the graph alone says."
      fixes(filter: FixFilter, assume: [String!], first: Int = 50, after: String, scan: ID, early: Boolean = false): FixConnection!
    }
    type Mutation {
      "Needs the role analyst. Kept across scans."
      setFixStatus(fixId: ID!, status: FixStatusInput!): FixStatus!
    }
  `,
  resolvers: {
    FixState: enumValues(['open', 'in-progress', 'done', 'accepted']),
    Query: {
      fixes: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const assume = args.assume ?? []
        const listed = await listFixes(view, assume, args.filter ?? {}, args.early ?? false, context)
        const { fixes, risk, pending } = listed
        return { ...(await listConnection(args, fixes)), risk, pending }
      },
    },
    Mutation: {
      setFixStatus: (_parent, args, context) => setStatus(args.fixId, args.status, context),
    },
    Fix: {
      id: ({ fix: { id } }) => toNodeId('Fix', id),
      fixId: ({ fix: { id } }) => id,
      title: ({ fix: { title } }) => title,
      provenance: ({ view, fix: { provenance } }) => ({ view, provenance }),
      source: ({ fix: { source } }) => source,
      changes: ({ fix: { changes } }) => changes,
      removesPaths: ({ fix: { removesPaths } }) => removesPaths,
      paths: async ({ view, fix: { paths }, assume }, _args, context) => {
        const found = await context.remediation.ask(view, assume, { name: 'paths', asked: paths })
        return found.map((path) => ({ view, path }))
      },
      opensPaths: ({ fix: { opensPaths } }) => opensPaths,
      riskRemoved: ({ fix: { riskRemoved } }) => riskRemoved,
      share: ({ fix: { share } }) => share,
      additional: ({ fix: { additional } }) => additional,
      verified: ({ fix: { verified } }) => verified,
      derived: ({ fix: { derived } }) => derived,
      accounts: ({ fix: { accounts } }) => accounts,
      remediation: ({ fix: { remediation } }) => remediation,
      usage: ({ fix: { usage } }) => usage,
      status: async ({ fix: { id }, status }, _args, { views }) => {
        if (status !== undefined) return status
        const found = (await views.read(fixStatuses, {})).find((one) => one.id === id)
        return found ?? NO_STATUS
      },
    },
  },
})
