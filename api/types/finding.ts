import type { FindingRecord } from '../../queries/finding-record.ts'
import { defineType, enumValues } from '../define-type.ts'
import { listedFindings } from '../lists/findings.ts'
import { storedPaths } from '../lists/paths.ts'
import { toNodeId } from '../node-id.ts'
import { exceptionOf, findingOf, resourceNamed, ruleNamed } from '../objects.ts'

/** One rule that one resource fails, or could not be evaluated against. */
export const finding = defineType({
  sdl: /* GraphQL */ `
    enum FindingOrderField { SEVERITY FIRST_SEEN RULE SUBJECT }

    input FindingFilter {
      rules: [ID!]
      severities: [Severity!]
      "Default: all but RESOLVED."
      statuses: [FindingStatus!]
      accounts: [ID!]
      services: [String!]
      "A framework, or one requirement as \`framework:requirement\`."
      frameworks: [String!]
      subject: ID
      "Id of the exception that covers it."
      exception: ID
      kind: RuleKind
      search: String
    }
    input FindingOrder { field: FindingOrderField! direction: OrderDirection = DESC }

    type Finding implements Node {
      id: ID!
      findingId: ID!
      rule: Rule!
      subject: Resource!
      severity: Severity!
      status: FindingStatus!
      title: String!
      detail: String!
      account: ID
      firstSeen: DateTime!
      lastSeen: DateTime!
      "Why it weighs more here than its rule says."
      raisedBecause: String
      "When it was open again after it had been resolved or excepted."
      reopenedAt: DateTime
      "Why it is excepted no more."
      reopenedBecause: String
      "What covers it."
      exception: Exception
      "The facts that it is excepted under."
      premise: [PremiseFact!]!
      "Resources along a toxic combination, in order."
      path: [Resource!]!
      "Attack paths that pass through the subject."
      attackPaths(first: Int = 10): AttackPathConnection!
    }
    type PremiseFact { name: String! value: String! }
    type FindingConnection {
      edges: [FindingEdge!]!
      nodes: [Finding!]!
      pageInfo: PageInfo!
      totalCount: Int!
      facets: FindingFacets!
    }
    type FindingEdge { node: Finding! cursor: String! }
    "Counts under the filter, each facet without its own part of the filter."
    type FindingFacets {
      severities: [FacetCount!]!
      rules: [FacetCount!]!
      accounts: [FacetCount!]!
      services: [FacetCount!]!
      statuses: [FacetCount!]!
      frameworks: [FacetCount!]!
    }

    extend type Query {
      findings(
        filter: FindingFilter
        orderBy: FindingOrder
        first: Int = 50
        after: String
        scan: ID
      ): FindingConnection!
      finding(id: ID!, scan: ID): Finding
    }
  `,
  resolvers: {
    FindingOrderField: {
      ...enumValues(['severity', 'rule', 'subject']),
      FIRST_SEEN: 'firstSeen',
    },
    Query: {
      findings: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const sort = {
          field: args.orderBy?.field ?? 'severity',
          direction: args.orderBy?.direction ?? 'desc',
        }
        return listedFindings(view, args.filter ?? {}, sort, args, context)
      },
      finding: async (_parent, args, { views }) => findingOf(await views.of(args.scan), args.id),
    },
    Finding: {
      id: ({ finding }) => toNodeId('Finding', finding.id),
      findingId: ({ finding }) => finding.id,
      rule: ({ view, finding }, _args, context) => ({ view, rule: ruleNamed(context, finding) }),
      subject: ({ view, finding }) => resourceNamed(view, finding.subject),
      severity: ({ finding }) => finding.severity,
      status: ({ finding }) => finding.status,
      title: ({ finding }) => finding.title,
      detail: ({ finding }) => finding.detail,
      account: ({ finding }) => finding.account ?? null,
      firstSeen: ({ finding }) => finding.firstSeen,
      lastSeen: ({ view, finding }) => finding.lastSeen ?? view.scan?.startedAt ?? finding.firstSeen,
      raisedBecause: ({ finding }) => finding.raised ?? null,
      reopenedAt: ({ finding }) => finding.reopenedAt ?? null,
      reopenedBecause: ({ finding }) => finding.reopenedBecause ?? null,
      exception: ({ view, finding }) =>
        finding.exception == null ? null : exceptionOf(view, finding.exception),
      premise: ({ finding }) => premiseOf(finding),
      path: ({ view, finding }) => (finding.path ?? []).map((id) => resourceNamed(view, id)),
      attackPaths: ({ view, finding }, args) => storedPaths(view, { through: finding.subject }, args),
    },
  },
})

/** The facts kept under the exception that covers it now. */
function premiseOf({ exception, premises }: FindingRecord) {
  const own = Object.entries(premises ?? {}).find(([key]) => key.startsWith(`${exception}@`))
  return Object.entries(own?.[1] ?? {}).map(([name, value]) => ({ name, value }))
}
