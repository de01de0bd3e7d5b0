import { REQUIREMENT_STATUSES } from '../../rules/engine/requirements.ts'
import { defineType, enumValues } from '../define-type.ts'
import { frameworkEvaluations } from '../lists/frameworks.ts'
import { toNodeId } from '../node-id.ts'

/** Would we pass: framework, requirement, control, rule. */
export const framework = defineType({
  sdl: /* GraphQL */ `
    "EXCEPTED: it passes but for exceptions. NOT_APPLICABLE: there is nothing to check. MANUAL: no rule bears on it."
    enum RequirementStatus { FAIL NOT_EVALUATED MANUAL EXCEPTED PASS NOT_APPLICABLE }
    type RequirementCount { status: RequirementStatus! count: Int! }

    "A published set of requirements, and how a scope does by it."
    type Framework implements Node {
      id: ID!
      "Such as cis-aws-5.0."
      frameworkId: ID!
      title: String!
      version: String!
      publisher: String!
      reference: String!
      "What of the framework is listed, and what is left out."
      coverage: String!
      "Of the resources that its rules evaluate; null when nothing counts."
      score: Float
      failing: Int!
      passing: Int!
      notEvaluated: Int!
      excepted: Int!
      requirementCounts: [RequirementCount!]!
      "In the framework's order."
      requirements(statuses: [RequirementStatus!], search: String): [Requirement!]!
      requirement(id: ID!): Requirement
    }
    type FrameworkSection { sectionId: ID! title: String! }
    type Requirement {
      "The publisher's."
      requirementId: ID!
      title: String!
      section: FrameworkSection!
      status: RequirementStatus!
      failing: Int!
      passing: Int!
      notEvaluated: Int!
      excepted: Int!
      controls: [RequirementControl!]!
    }
    "What an organization does about one kind of risk, as far as it bears on the requirement."
    type RequirementControl {
      controlId: ID!
      title: String!
      status: RequirementStatus!
      failing: Int!
      passing: Int!
      notEvaluated: Int!
      excepted: Int!
      rules: [RuleEvaluation!]!
      "Of its rules that bear on the requirement, mended together."
      pathRisk: PathRisk!
    }
    type RuleEvaluation {
      rule: Rule!
      status: RequirementStatus!
      failing: Int!
      passing: Int!
      notEvaluated: Int!
      excepted: Int!
      "Why some or all was not evaluated."
      reasons: [String!]!
    }

    extend type Query {
      "\`scope\` is an account or what lies above several; without it, everything."
      frameworks(scope: ID, scan: ID): [Framework!]!
      framework(id: ID!, scope: ID, scan: ID): Framework
    }
  `,
  resolvers: {
    RequirementStatus: enumValues(REQUIREMENT_STATUSES),
    Query: {
      frameworks: async (_parent, args, context) => frameworkEvaluations(args, context),
      framework: async (_parent, args, context) =>
        (await frameworkEvaluations(args, context, args.id))[0] ?? null,
    },
    Framework: {
      id: ({ evaluation: { framework } }) => toNodeId('Framework', framework.id),
      frameworkId: ({ evaluation: { framework } }) => framework.id,
      title: ({ evaluation: { framework } }) => framework.title,
      version: ({ evaluation: { framework } }) => framework.version,
      publisher: ({ evaluation: { framework } }) => framework.publisher,
      reference: ({ evaluation: { framework } }) => framework.reference,
      coverage: ({ evaluation: { framework } }) => framework.coverage,
      score: ({ evaluation: { posture } }) => posture.score,
      failing: ({ evaluation: { posture } }) => posture.failing,
      passing: ({ evaluation: { posture } }) => posture.passing,
      notEvaluated: ({ evaluation: { posture } }) => posture.notEvaluated,
      excepted: ({ evaluation: { posture } }) => posture.excepted,
      requirementCounts: ({ evaluation: { counts } }) =>
        REQUIREMENT_STATUSES.map((status) => ({ status, count: counts[status] })),
      requirements: ({ view, evaluation: { requirements } }, { statuses, search }) => {
        const text = search?.trim().toLowerCase() ?? ''
        return requirements
          .filter(({ status }) => statuses?.includes(status) ?? true)
          .filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(text))
          .map((requirement) => ({ view, requirement }))
      },
      requirement: ({ view, evaluation: { requirements } }, args) => {
        const requirement = requirements.find(({ id }) => id === args.id)
        return requirement === undefined ? null : { view, requirement }
      },
    },
    Requirement: {
      requirementId: ({ requirement }) => requirement.id,
      title: ({ requirement }) => requirement.title,
      section: ({ requirement: { section } }) => ({ sectionId: section.id, title: section.title }),
      status: ({ requirement }) => requirement.status,
      failing: ({ requirement }) => requirement.failing,
      passing: ({ requirement }) => requirement.passing,
      notEvaluated: ({ requirement }) => requirement.notEvaluated,
      excepted: ({ requirement }) => requirement.excepted,
      controls: ({ view, requirement: { controls } }) => controls.map((control) => ({ view, control })),
    },
    RequirementControl: {
      controlId: ({ control }) => control.id,
      title: ({ control }) => control.title,
      status: ({ control }) => control.status,
      failing: ({ control }) => control.failing,
      passing: ({ control }) => control.passing,
      notEvaluated: ({ control }) => control.notEvaluated,
      excepted: ({ control }) => control.excepted,
      rules: ({ view, control }) =>
        control.rules.map((evaluation) => ({ ...evaluation, rule: { view, rule: evaluation.rule } })),
      pathRisk: ({ view, control }, _args, context) =>
        context.remediation.pathRisk(
          view,
          control.rules.map(({ rule }) => rule),
        ),
    },
  },
})
