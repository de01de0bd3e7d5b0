import { SEVERITIES } from '../../graph/paths/path.ts'
import { newestComplete } from '../../queries/newest-complete.ts'
import { pathRisk, pathsByScan } from '../../queries/path-risk.ts'
import type { PostureRecord } from '../../queries/posture-record.ts'
import { postureByPrefix, postureVersions } from '../../queries/posture-records.ts'
import { pageSize } from '../connection.ts'
import { defineType } from '../define-type.ts'
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
      "Score of the scan before."
      previous: Float
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
      "\`scope\` is an account; without it, everything."
      posture(scope: ID, scan: ID): Posture!
      "Oldest first."
      postureHistory(scope: ID, first: Int = 30): [PosturePoint!]!
    }
  `,
  resolvers: {
    Query: {
      posture: async (_parent, args, { views }) => {
        const view = await views.of(args.scan)
        const before = await views.before(view)
        const record = await view.posture.load(recordId(args.scope))
        const previous = await before?.posture.load(recordId(args.scope))
        return {
          scope: args.scope ?? null,
          score: record?.score ?? null,
          severities: SEVERITIES.map((severity) => ({
            severity,
            count: record?.severities[severity] ?? 0,
          })),
          failing: record?.failing ?? 0,
          passing: record?.passing ?? 0,
          notEvaluated: record?.notEvaluated ?? 0,
          excepted: record?.excepted ?? 0,
          accounts: await accountPostures(view, args.scope ?? undefined),
          previous: previous?.score ?? null,
        }
      },
      postureHistory: async (_parent, args, { views: { read } }) => {
        const scans = [...(await read(newestComplete, { limit: pageSize(args.first, 30) }))].reverse()
        const account = args.scope ?? null
        const versions = await read(postureVersions, { id: recordId(account) })
        const paths = await read(pathsByScan, { sequences: scans.map(({ sequence }) => sequence), account })
        return scans.map((scan) => {
          const alive = versions.find(({ since, until }) => since <= scan.sequence && until > scan.sequence)
          const own = paths.filter(({ sequence }) => sequence === scan.sequence)
          const countOf = (severity: string) => own.find((row) => row.severity === severity)?.count ?? 0
          return {
            scan,
            score: alive?.record.score ?? null,
            paths: own.reduce((sum, { count }) => sum + count, 0),
            criticalPaths: countOf('critical'),
            highPaths: countOf('high'),
            failing: alive?.record.failing ?? 0,
          }
        })
      },
    },
  },
})

const recordId = (scope: string | null | undefined): string => (scope == null ? 'all' : `account:${scope}`)

async function accountPostures(view: View, scope: string | undefined) {
  const rows = await view.read(postureByPrefix, { prefix: 'account:', sequence: view.sequence })
  const records = new Map(rows.map(({ record }) => [record.id, record]))
  const risks = riskByAccount(await view.read(pathRisk, { sequence: view.sequence }))
  const accounts = await view.resources.accounts()
  return accounts
    .filter(({ id }) => scope === undefined || id === scope)
    .map(({ id, name }) => accountPosture(id, name, records.get(`account:${id}`), risks.get(id)))
    .sort((a, b) => b.riskShare - a.riskShare || (a.account < b.account ? -1 : 1))
}

const accountPosture = (
  account: string,
  name: string,
  record: PostureRecord | undefined,
  risk: AccountRisk | undefined,
) => ({
  account,
  name,
  score: record?.score ?? null,
  failing: record?.failing ?? 0,
  criticalPaths: risk?.critical ?? 0,
  highPaths: risk?.high ?? 0,
  riskShare: risk?.share ?? 0,
})
