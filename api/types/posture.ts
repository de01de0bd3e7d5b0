import { SEVERITIES } from '../../graph/paths/path.ts'
import { newestComplete } from '../../queries/newest-complete.ts'
import { pathRisk, pathsByScan } from '../../queries/path-risk.ts'
import { type Posture, postureOf } from '../../rules/engine/posture.ts'
import {
  frameworksOfResult,
  postureByPart,
  resultsByScan,
  resultsWithin,
  scopeOf,
  servicesOfResult,
} from '../../rules/engine/posture-read.ts'
import type { PostureScope } from '../../rules/engine/posture-scope.ts'
import type { RuleResult } from '../../rules/engine/rule.ts'
import { pageSize } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { ruleOf } from '../objects.ts'
import { postureMoves } from '../posture-changes.ts'
import { type AccountRisk, riskByAccount } from '../risk.ts'
import type { View } from '../view/view.ts'

/** How well a scope does, and whether it gets better. */
export const posture = defineType({
  sdl: /* GraphQL */ `
    type Posture {
      scope: ID
      "0 to 100; null when nothing counts."
      score: Float
      "Failing resources by severity."
      severities: [SeverityCount!]!
      failing: Int!
      passing: Int!
      notEvaluated: Int!
      excepted: Int!
      accounts: [AccountPosture!]!
      "By service, such as aws/s3, the lowest score first."
      services: [PartPosture!]!
      "By framework."
      frameworks: [PartPosture!]!
      "Score of the scan before."
      previous: Float
      "What moved the score since that scan, or since another; the most first."
      moves(since: ID, first: Int = 20): [PostureMove!]!
    }
    type PartPosture {
      part: ID!
      score: Float
      failing: Int!
      passing: Int!
      notEvaluated: Int!
      excepted: Int!
      severities: [SeverityCount!]!
    }
    "One rule whose results differ between two scans."
    type PostureMove {
      ruleId: ID!
      "Null when the catalogue no longer has it."
      rule: Rule
      "How much higher the score is than it would be had the rule's results stayed as they were."
      effect: Float!
      openedCount: Int!
      closedCount: Int!
      opened(first: Int = 10): [FindingTurn!]!
      closed(first: Int = 10): [FindingTurn!]!
    }
    type FindingTurn {
      finding: Finding!
      "What was changed meanwhile on what it is about; null when nothing is known."
      cause: Change
    }
    type AccountPosture {
      account: ID!
      name: String!
      score: Float
      failing: Int!
      criticalPaths: Int!
      highPaths: Int!
      "Share of all risk, 0 to 1: likelihood times impact of the paths that end here."
      riskShare: Float!
    }
    type PosturePoint {
      scan: Scan!
      score: Float
      paths: Int!
      criticalPaths: Int!
      highPaths: Int!
      failing: Int!
    }

    extend type Query {
      "\`scope\` is an account, or what lies above several; \`service\` such as aws/s3. Without them, everything."
      posture(scope: ID, framework: ID, service: ID, scan: ID): Posture!
      "Oldest first."
      postureHistory(scope: ID, framework: ID, service: ID, first: Int = 30): [PosturePoint!]!
    }
  `,
  resolvers: {
    Query: {
      posture: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const scope = await scopeOf(view.read, args)
        return { view, scope, question: args, results: await resultsWithin(view, scope, context) }
      },
      postureHistory: async (_parent, args, context) => {
        const { read } = context.views
        const scans = [...(await read(newestComplete, { limit: pageSize(args.first, 30) }))].reverse()
        if (scans.length === 0) return []
        const sequences = scans.map(({ sequence }) => sequence)
        const results = await resultsByScan(read, sequences, await scopeOf(read, args), context)
        const paths = await read(pathsByScan, { sequences, account: args.scope ?? null })
        return scans.map((scan) => {
          const { score, failing } = postureOf(results.get(scan.sequence) ?? [])
          const own = paths.filter(({ sequence }) => sequence === scan.sequence)
          const countOf = (severity: string) => own.find((row) => row.severity === severity)?.count ?? 0
          return {
            scan,
            score,
            paths: own.reduce((sum, { count }) => sum + count, 0),
            criticalPaths: countOf('critical'),
            highPaths: countOf('high'),
            failing,
          }
        })
      },
    },
    Posture: {
      scope: ({ question }) => question.scope ?? null,
      score: ({ results }) => postureOf(results).score,
      severities: ({ results }) => severitiesOf(postureOf(results)),
      failing: ({ results }) => postureOf(results).failing,
      passing: ({ results }) => postureOf(results).passing,
      notEvaluated: ({ results }) => postureOf(results).notEvaluated,
      excepted: ({ results }) => postureOf(results).excepted,
      accounts: ({ view, scope, results }) => accountPostures(view, scope, results),
      services: ({ results }, _args, { rules }) =>
        partPostures(results, servicesOfResult(rules)).sort((a, b) => (a.score ?? 101) - (b.score ?? 101)),
      frameworks: ({ results }, _args, { rules }) => partPostures(results, frameworksOfResult(rules)),
      previous: async ({ view, scope }, _args, context) => {
        const before = await context.views.before(view)
        return before === null ? null : postureOf(await resultsWithin(before, scope, context)).score
      },
      moves: async ({ view, scope }, args, context) => {
        const since =
          args.since == null ? await context.views.before(view) : await context.views.of(args.since)
        if (since === null) return []
        const moves = await postureMoves(since, view, scope, context)
        return moves.slice(0, pageSize(args.first, 20)).map((move) => ({ view, move }))
      },
    },
    PostureMove: {
      ruleId: ({ move: { rule } }) => rule,
      rule: ({ view, move: { rule } }, _args, context) => ruleOf(view, context, rule),
      effect: ({ move: { effect } }) => effect,
      openedCount: ({ move: { opened } }) => opened.length,
      closedCount: ({ move: { closed } }) => closed.length,
      opened: ({ move: { opened } }, args) => opened.slice(0, pageSize(args.first, 10)),
      closed: ({ move: { closed } }, args) => closed.slice(0, pageSize(args.first, 10)),
    },
  },
})

const severitiesOf = ({ severities }: Posture) =>
  SEVERITIES.map((severity) => ({ severity, count: severities[severity] }))

const partPostures = (results: readonly RuleResult[], partsOf: (result: RuleResult) => readonly string[]) =>
  [...postureByPart(results, partsOf)].map(([part, posture]) => ({
    part,
    score: posture.score,
    failing: posture.failing,
    passing: posture.passing,
    notEvaluated: posture.notEvaluated,
    excepted: posture.excepted,
    severities: severitiesOf(posture),
  }))

async function accountPostures(
  view: View,
  { accounts: wanted }: PostureScope,
  results: readonly RuleResult[],
) {
  const postures = postureByPart(results, ({ account }) => [account])
  const risks = riskByAccount(await view.read(pathRisk, { sequence: view.sequence }))
  const accounts = await view.resources.accounts()
  return accounts
    .filter(({ id }) => wanted?.has(id) ?? true)
    .map(({ id, name }) => accountPosture(id, name, postures.get(id), risks.get(id)))
    .sort((a, b) => b.riskShare - a.riskShare || (a.account < b.account ? -1 : 1))
}

const accountPosture = (
  account: string,
  name: string,
  posture: Posture | undefined,
  risk: AccountRisk | undefined,
) => ({
  account,
  name,
  score: posture?.score ?? null,
  failing: posture?.failing ?? 0,
  criticalPaths: risk?.critical ?? 0,
  highPaths: risk?.high ?? 0,
  riskShare: risk?.share ?? 0,
})
