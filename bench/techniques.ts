import { deriveAccess } from '../graph/access/aws/derive.ts'
import { indexFacts } from '../graph/snapshot/facts.ts'
import { type NodeRecord, type RelationshipRecord, relationshipId } from '../graph/snapshot/records.ts'
import { deriveTechniques } from '../graph/techniques/derive.ts'
import { logLogSlope } from './slope.ts'

/**
 * Technique edges over growing numbers of principals: how long, how many edges, and the slope of the edges on a
 * log-log line. Every principal has rights that match techniques, half of them by a policy of its own, and every
 * tenth is a role that services trust, so that pairs grow with the square.
 */
const SIZES = [100, 200, 400, 800, 10_000]
const MAX_SLOPE = 1.2
const MAX_SECONDS = 1

const ACCOUNT = '111111111111'
const ACTIONS = [
  'iam:PassRole',
  'lambda:*',
  'ec2:RunInstances',
  'iam:CreateAccessKey',
  'iam:UpdateAssumeRolePolicy',
]

function estate(principals: number) {
  const nodes = new Map<string, NodeRecord>()
  const relationships = new Map<string, RelationshipRecord>()
  const node = (id: string, kind: string, props: NodeRecord['props']) =>
    nodes.set(id, { id, kind, props: { account: ACCOUNT, ...props } })
  const relate = (from: string, kind: string, to: string) => {
    const fact = { from, kind, to, props: {} }
    relationships.set(relationshipId(fact), fact)
  }
  const policy = (id: string, type: string, resource: string) =>
    node(id, 'AwsIamPolicy', {
      type,
      versions: 1,
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ACTIONS, Resource: resource }],
      },
    })
  node(ACCOUNT, 'AwsAccount', {})
  policy('shared', 'customer-managed', '*')
  for (let at = 0; at < principals; at++) {
    const isRole = at % 10 === 0
    const id = `arn:aws:iam::${ACCOUNT}:${isRole ? 'role' : 'user'}/p-${at}`
    const trustPolicy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }
    node(id, isRole ? 'AwsIamRole' : 'AwsIamUser', isRole ? { trustPolicy } : { accessKeys: 1 })
    if (at % 2 === 0) relate(id, 'HAS_POLICY', 'shared')
    else {
      policy(`${id}#inline/own`, 'inline', '*')
      relate(id, 'HAS_POLICY', `${id}#inline/own`)
    }
  }
  return indexFacts({ nodes, relationships, coverage: [] })
}

interface Measured {
  readonly principals: number
  readonly edges: number
  readonly seconds: number
}

function measure(principals: number): Measured {
  const facts = estate(principals)
  const access = deriveAccess(facts)
  // Processor time: what else runs on the machine does not count.
  const began = process.cpuUsage()
  const { edges, facts: derived = [] } = deriveTechniques(facts, [access])
  return { principals, edges: edges.length + derived.length, seconds: process.cpuUsage(began).user / 1e6 }
}

measure(SIZES[0] ?? 0)
const points = SIZES.map(measure)
for (const { principals, edges, seconds } of points)
  console.log(`techniques, ${principals} principals: ${edges} edges and facts, ${seconds.toFixed(2)} s`)
const slope = logLogSlope(points.map((point) => [point.principals, point.edges]))
const last = points.at(-1)
console.log(`slope of edges on a log-log line: ${slope.toFixed(2)} (at most ${MAX_SLOPE})`)
if (slope > MAX_SLOPE || (last?.seconds ?? 0) > MAX_SECONDS) process.exitCode = 1
