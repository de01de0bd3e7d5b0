import { SEVERITIES } from '../../graph/paths/path.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { listConnection } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { defineType } from '../define-type.ts'
import { toNodeId } from '../node-id.ts'
import { ruleOf } from '../objects.ts'

/** What is checked. */
export const rule = defineType({
  sdl: /* GraphQL */ `
    type Rule implements Node {
      id: ID!
      ruleId: ID!
      title: String!
      kind: RuleKind!
      severity: Severity!
      provider: String!
      service: String!
      subjectKind: String!
      description: String!
      rationale: String!
      falsePositives: String!
      remediation: Remediation!
      references: [String!]!
      attack: [String!]!
      requirements: [String!]!
      "Every requirement that it bears on, those of its control among them."
      frameworks: [String!]!
      "What of an organization's doing it tests."
      control: Control
      tests: [RuleTest!]!
      query: String!
      population: String!
      failing: Int!
      passing: Int!
      notEvaluated: Int!
      excepted: Int!
      "What attack paths would lose if everything that fails passed; reckoned when it is asked for, which may take seconds."
      pathRisk: PathRisk!
    }
    "Null is what is not known; it is never nothing."
    type PathRisk {
      "Expected loss that goes away, in the measure of the estate's risk."
      removed: Float
      "Of all risk, 0 to 1."
      share: Float
      closedPaths: Int
      openedPaths: Int
      "Why it is not known, or what is not in it."
      unknown: [String!]!
    }
    type Control { controlId: ID! title: String! description: String! }
    "A small graph, the resources of it that have to fail, and those that have to be left open."
    type RuleTest { name: String! nodes: JSON! relationships: JSON! finds: [ID!]! notEvaluated: [ID!]! }
    type Remediation { console: String! cli: String! terraform: String! }
    type RuleConnection {
      edges: [RuleEdge!]!
      nodes: [Rule!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type RuleEdge { node: Rule! cursor: String! }

    extend type Query {
      "By severity, then id."
      rules(
        search: String
        kind: RuleKind
        severity: Severity
        first: Int = 100
        after: String
      ): RuleConnection!
      rule(id: ID!): Rule
    }
  `,
  resolvers: {
    Query: {
      rules: async (_parent, args, context) => {
        const view = await context.views.of()
        const rules = matchingRules(context.rules, args.search ?? '').filter(
          (rule) =>
            (args.kind == null || rule.kind === args.kind) &&
            (args.severity == null || rule.severity === args.severity),
        )
        return listConnection(
          { ...args, first: args.first ?? 100 },
          rules.map((rule) => ({ view, rule })),
        )
      },
      rule: async (_parent, args, context) => ruleOf(await context.views.of(), context, args.id),
    },
    Rule: {
      id: ({ rule }) => toNodeId('Rule', rule.id),
      ruleId: ({ rule }) => rule.id,
      title: ({ rule }) => rule.title,
      kind: ({ rule }) => rule.kind,
      severity: ({ rule }) => rule.severity,
      provider: ({ rule }) => rule.provider,
      service: ({ rule }) => rule.service,
      subjectKind: ({ rule }) => rule.subject,
      description: ({ rule }) => rule.description,
      rationale: ({ rule }) => rule.rationale,
      falsePositives: ({ rule }) => rule.falsePositives,
      remediation: ({ rule }) => rule.remediation,
      references: ({ rule }) => rule.references,
      attack: ({ rule }) => rule.attack,
      requirements: ({ rule }) => rule.requirements,
      frameworks: ({ rule }) => rule.frameworks,
      control: async ({ rule }, _args, { compliance }) => {
        const control = (await compliance()).controls.get(rule.control)
        return control === undefined ? null : { ...control, controlId: control.id }
      },
      tests: ({ rule }) => rule.tests,
      excepted: async ({ view, rule }) => (await view.posture.load(`rule:${rule.id}`))?.excepted ?? 0,
      query: ({ rule }) => rule.query,
      population: ({ rule }) => rule.population,
      failing: async ({ view, rule }) => (await view.posture.load(`rule:${rule.id}`))?.failing ?? 0,
      passing: async ({ view, rule }) => (await view.posture.load(`rule:${rule.id}`))?.passing ?? 0,
      pathRisk: ({ view, rule }, _args, context) => context.remediation.pathRisk(view, [rule]),
      notEvaluated: async ({ view, rule }) => (await view.posture.load(`rule:${rule.id}`))?.notEvaluated ?? 0,
    },
  },
})

/** Rules whose id, title or service holds the text, worst first. */
export function matchingRules(rules: RequestContext['rules'], search: string): Rule[] {
  const text = search.trim().toLowerCase()
  return [...rules.values()]
    .filter((rule) => [rule.id, rule.title, rule.service].some((part) => part.toLowerCase().includes(text)))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.id < b.id ? -1 : 1))
}
