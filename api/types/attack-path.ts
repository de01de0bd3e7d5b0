import { stepSentence } from '../../graph/paths/sentences.ts'
import { ACCOUNT_KINDS } from '../../graph/schema/accounts.ts'
import { RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import { pageSize } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { explain } from '../explanation.ts'
import { listFixes } from '../lists/fixes.ts'
import { livePaths, storedPaths } from '../lists/paths.ts'
import { toNodeId } from '../node-id.ts'
import { pathOf, resourceNamed } from '../objects.ts'

/** One way in, from an entry point to a target. */
export const attackPath = defineType({
  sdl: /* GraphQL */ `
    type AttackPath implements Node {
      id: ID!
      "The id the command line prints."
      pathId: ID!
      title: String!
      severity: Severity!
      likelihood: Float!
      impact: Impact!
      entry: Resource!
      "Why an attacker may stand there."
      entryReason: String!
      target: Resource!
      "Why losing it counts."
      targetReason: String!
      "True when the target is effective administrator of an account."
      targetIsAdmin: Boolean!
      techniques: [String!]!
      steps: [AttackStep!]!
      hops: Int!
      "How many more paths do the same, from a like entry or over interchangeable resources."
      similar: Int!
      "Entries of those paths."
      alike(first: Int = 50): [Resource!]!
      "Why it ranks where it does, one line a factor."
      explanation: [ExplanationFactor!]!
      "Fixes that break it, by the risk they remove."
      fixes: [Fix!]!
      firstSeen: DateTime!
      scan: ID!
    }
    type ExplanationFactor { label: String! value: Float detail: String! }
    type AttackStep {
      from: Resource!
      to: Resource!
      kind: String!
      verb: String!
      "The hop in one sentence."
      sentence: String!
      class: EdgeClass!
      technique: String
      attack: [String!]!
      likelihood: Float!
      conditions: [Condition!]!
      evidence: [Evidence!]!
      provenance: Provenance
    }
    type AttackPathConnection {
      edges: [AttackPathEdge!]!
      nodes: [AttackPath!]!
      pageInfo: PageInfo!
      totalCount: Int!
      "Counts under the filter."
      severityCounts: [SeverityCount!]!
    }
    type AttackPathEdge { node: AttackPath! cursor: String! }

    input AttackPathFilter {
      severities: [Severity!]
      "Accounts of the target."
      accounts: [ID!]
      entry: ID
      target: ID
      "An id, \`admin:<account>\`, or a node kind; searched for live."
      to: String
      "Search live from this identity or workload instead of the stored entry points."
      from: ID
      techniques: [String!]
      through: ID
      search: String
    }

    extend type Query {
      attackPaths(
        filter: AttackPathFilter
        "Keys of conditions to take as met, such as \`aws:MultiFactorAuthPresent\`; searched for live."
        assume: [String!]
        first: Int = 50
        after: String
        scan: ID
      ): AttackPathConnection!
      "A path of the scan; with \`from\`, \`to\` or \`assume\` one that is searched for live."
      attackPath(id: ID!, from: ID, to: String, assume: [String!], scan: ID): AttackPath
    }
  `,
  resolvers: {
    Query: {
      attackPaths: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const filter = args.filter ?? {}
        const question = {
          from: filter.from ?? undefined,
          to: filter.to ?? undefined,
          assume: args.assume ?? undefined,
        }
        const isLive = Object.values(question).some((part) => part !== undefined)
        return isLive ? livePaths(view, question, filter, args, context) : storedPaths(view, filter, args)
      },
      attackPath: async (_parent, { id, from, to, assume, scan }, { views, searchLive }) => {
        const view = await views.of(scan)
        const stored = await pathOf(view, id)
        if (from == null && to == null && assume == null) return stored
        const question = { from: from ?? undefined, to: to ?? undefined, assume: assume ?? undefined }
        const path = (await searchLive(view, question)).find((one) => one.id === id)
        return path === undefined ? stored : { view, path }
      },
    },
    AttackPath: {
      id: ({ path }) => toNodeId('AttackPath', path.id),
      pathId: ({ path }) => path.id,
      title: ({ path }) => path.title,
      severity: ({ path }) => path.severity,
      likelihood: ({ path }) => path.likelihood,
      impact: ({ path }) => path.impact,
      entry: ({ view, path }) => resourceNamed(view, path.entry),
      entryReason: ({ path }) => path.entryReason,
      targetReason: ({ path }) => path.targetReason,
      similar: ({ path }) => path.similar,
      alike: ({ view, path }, { first }) =>
        Promise.all(path.alike.slice(0, pageSize(first)).map((id) => resourceNamed(view, id))),
      target: ({ view, path }) => resourceNamed(view, path.target),
      targetIsAdmin: async ({ view, path }) => {
        const { node } = await resourceNamed(view, path.target)
        return ACCOUNT_KINDS.includes(node.kind)
      },
      techniques: ({ path }) => path.techniques,
      steps: ({ view, path }) => path.steps.map((step) => ({ view, step })),
      hops: ({ path }) => path.steps.length,
      explanation: ({ view, path }) => explain(view, path),
      fixes: async ({ view, path }, _args, context) =>
        (await listFixes(view, [], { path: path.id }, false, context)).fixes,
      firstSeen: async ({ view, path }) =>
        (await view.pathFirstSeen.load(path.id)) ?? view.scan?.finishedAt ?? new Date().toISOString(),
      scan: ({ view }) => view.scan?.id ?? '',
    },
    AttackStep: {
      from: ({ view, step }) => resourceNamed(view, step.from),
      to: ({ view, step }) => resourceNamed(view, step.to),
      kind: ({ step }) => step.kind,
      verb: ({ step }) => RELATIONSHIP_KINDS.get(step.kind)?.verb ?? step.kind,
      sentence: async ({ view, step }) => {
        const [from, to] = await Promise.all([view.node.load(step.from), view.node.load(step.to)])
        return stepSentence(step, (id) => (id === step.from ? from : to) ?? undefined)
      },
      class: ({ step }) => RELATIONSHIP_KINDS.get(step.kind)?.class ?? 'access',
      technique: ({ step }) => step.technique,
      attack: ({ step }) => step.attack,
      likelihood: ({ step }) => step.likelihood,
      conditions: ({ step }) => step.conditions,
      evidence: ({ view, step }) => step.evidence.map((evidence) => ({ view, evidence })),
      provenance: ({ view, step: { provenance } }) => (provenance === null ? null : { view, provenance }),
    },
  },
})
