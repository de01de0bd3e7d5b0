import { afterAll, beforeAll, expect, test } from 'vitest'
import { relationshipId, type Snapshot } from '../graph/snapshot/records.ts'
import type { GraphStore, Scan } from '../graph/store/port.ts'
import {
  estate,
  node,
  POLICY,
  publishEstate,
  startService,
  type TestService,
  VAULT,
  WEB_ROLE,
} from './testkit.ts'

const NEW_BUCKET = 'arn:aws:s3:::zz-new'

/** The next scan: one bucket came, the vault was tagged anew, and the policy no longer allows the role to be assumed. */
function later(): Snapshot {
  const before = estate({ nodes: [node(NEW_BUCKET, 'AwsS3Bucket')] })
  const nodes = new Map(before.nodes)
  nodes.set(VAULT, {
    ...node(VAULT, 'AwsS3Bucket', { account: '111111111111', tags: ['classification=public'] }),
  })
  nodes.set(POLICY, {
    ...node(POLICY, 'AwsIamPolicy', { account: '111111111111', document: { Statement: [] } }),
  })
  nodes.delete('arn:aws:s3:::logs-039')
  const relationships = new Map(
    [...before.relationships.values()]
      .filter(({ from, kind }) => !(from === WEB_ROLE && kind === 'CAN_ASSUME'))
      .map((record) => [relationshipId(record), record]),
  )
  return { ...before, nodes, relationships }
}

let service: TestService
let first: Scan
let second: Scan
beforeAll(async () => {
  service = await startService()
  first = await publishEstate(service.store, estate())
  second = await publishEstate(service.store, later(), { findings: [] })
})
afterAll(() => service.close())

const ask = async (text: string, variables: object = {}) => {
  const answer = await service.query(text, variables)
  expect(answer.errors).toEqual([])
  return answer.data
}

test('without a scan, the newest complete one answers', async () => {
  const data = await ask('{ currentScan { scanId } attackPaths { totalCount } findings { totalCount } }')
  expect(data).toEqual({
    currentScan: { scanId: second.id },
    attackPaths: { totalCount: 0 },
    findings: { totalCount: 0 },
  })
})

test('with a scan, all of it is as it was', async () => {
  const data = await ask(
    `query ($scan: ID) {
      attackPaths(scan: $scan) { totalCount nodes { scan steps { to { name } } } }
      findings(scan: $scan) { totalCount }
      resources(scan: $scan, search: "zz-new") { totalCount }
      removed: resources(scan: $scan, search: "logs-039") { totalCount }
      resource(id: "${VAULT}", scan: $scan) { tags { key value } neighbourCounts { relationship count } }
    }`,
    { scan: first.id },
  )
  expect(data.attackPaths.totalCount).toBe(1)
  expect(data.attackPaths.nodes[0].scan).toBe(first.id)
  expect(data.findings.totalCount).toBe(22)
  expect(data.resources.totalCount).toBe(0)
  expect(data.removed.totalCount).toBe(1)
  expect(data.resource.tags).toEqual([{ key: 'classification', value: 'confidential' }])
  expect(data.resource.neighbourCounts).toEqual([{ relationship: 'CAN_READ', count: 3 }])
})

test('a live search runs in the scan that it was asked for', async () => {
  const search =
    'query ($scan: ID, $from: ID) { attackPaths(scan: $scan, filter: { from: $from }) { totalCount } }'
  expect((await ask(search, { scan: first.id, from: WEB_ROLE })).attackPaths.totalCount).toBe(1)
  expect((await ask(search, { scan: second.id, from: WEB_ROLE })).attackPaths.totalCount).toBe(0)
})

test('changes name what differs, and restrict by kind, type and account', async () => {
  const changes = async (args: string) =>
    (await ask(`{ changes${args} { totalCount nodes { type kind subject properties } } }`)).changes
  const all = await changes('(first: 100)')
  expect(all.nodes).toContainEqual({
    type: 'CHANGED',
    kind: 'AwsIamPolicy',
    subject: POLICY,
    properties: [
      { name: 'document', before: { Statement: [{ Effect: 'Allow' }] }, after: { Statement: [] } },
    ],
  })
  expect((await changes('(types: [ADDED], kinds: ["AwsS3Bucket"])')).nodes[0].subject).toBe(NEW_BUCKET)
  expect((await changes('(types: [REMOVED], kinds: ["AwsS3Bucket"])')).totalCount).toBe(1)
  expect((await changes('(kinds: ["AwsKmsKey"])')).totalCount).toBe(0)
  expect((await changes('(accounts: ["999999999999"])')).totalCount).toBe(0)
  expect((await changes('(accounts: ["111111111111"], kinds: ["AwsIamPolicy"])')).totalCount).toBe(1)
})

test('changes come page by page, each once, with facets', async () => {
  const whole = (await ask('{ changes(first: 100) { nodes { id } facets { types { value count } } } }'))
    .changes
  const walked: string[] = []
  let after: string | null = null
  do {
    const page: {
      changes: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    } = await ask(
      'query ($after: String) { changes(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { after },
    )
    walked.push(...page.changes.nodes.map(({ id }) => id))
    after = page.changes.pageInfo.hasNextPage ? page.changes.pageInfo.endCursor : null
  } while (after !== null)
  expect(walked).toEqual(whole.nodes.map(({ id }: { id: string }) => id))
  const counted = whole.facets.types.reduce((sum: number, { count }: { count: number }) => sum + count, 0)
  expect(counted).toBe(walked.length)
})

test('a closed path names the change that closed it', async () => {
  const data = await ask(
    '{ pathChanges { since { scanId } until { scanId } opened { path { title } } closed { path { title scan } cause { subject type } } } }',
  )
  expect(data.pathChanges.since.scanId).toBe(first.id)
  expect(data.pathChanges.until.scanId).toBe(second.id)
  expect(data.pathChanges.opened).toEqual([])
  expect(data.pathChanges.closed).toEqual([
    {
      path: {
        title: 'Anyone on the Internet can become administrator of prod (111111111111) in 3 steps',
        scan: first.id,
      },
      cause: { subject: POLICY, type: 'CHANGED' },
    },
  ])
})

test('history and posture know both scans', async () => {
  const data = await ask(
    `{ postureHistory { scan { scanId } paths } posture { score previous } resource(id: "${VAULT}") { history { nodes { type kind } } } }`,
  )
  expect(data.postureHistory).toEqual([
    { scan: { scanId: first.id }, paths: 1 },
    { scan: { scanId: second.id }, paths: 0 },
  ])
  expect(data.posture).toEqual({ score: 50, previous: 50 })
  expect(data.resource.history.nodes).toEqual([{ type: 'CHANGED', kind: 'AwsS3Bucket' }])
})

test('a scan that is not there, or not complete, is refused by name', async () => {
  const unknown = await service.query('{ resources(scan: "nope") { totalCount } }')
  expect(unknown.errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } })
})

test('while the newest scan is not complete, the one before it answers, resources included', async () => {
  const own = await startService()
  const complete = await publishEstate(own.store, estate())
  const running = await publishEstate(own.store, later(), { complete: false })
  const answer = await own.query('{ currentScan { scanId } resources(search: "zz-new") { totalCount } }')
  expect(answer.data).toEqual({ currentScan: { scanId: complete.id }, resources: { totalCount: 0 } })
  const refused = await own.query('query ($scan: ID) { resources(scan: $scan) { totalCount } }', {
    scan: running.id,
  })
  expect(refused.errors[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } })
  await own.close()
})

test('an answer that a publish came across is made again from one scan', async () => {
  const own = await startService()
  await publishEstate(own.store, estate())
  let armed = true
  const read: GraphStore['read'] = own.store.read
  const between: GraphStore = {
    ...own.store,
    read: async (cypher, params, options) => {
      const rows = await read(cypher, params, options)
      if (!armed || !cypher.includes('ORDER BY p.rank')) return rows
      armed = false
      await publishEstate(own.store, later(), { findings: [] })
      return rows
    },
  }
  const straddled = await startService({ store: between })
  const answer = await straddled.query(
    '{ attackPaths { nodes { title } } resources(search: "zz-new") { nodes { name } } currentScan { sequence } }',
  )
  expect(answer.data).toEqual({
    attackPaths: { nodes: [] },
    resources: { nodes: [{ name: 'zz-new' }] },
    currentScan: { sequence: 2 },
  })
  await straddled.server.close()
  await own.close()
})

test('an empty store answers with nothing, not with errors', async () => {
  const own = await startService()
  const answer = await own.query(
    `{ currentScan { id } resources { totalCount } attackPaths { totalCount } findings { totalCount } coverage { totalCount }
       posture { score } postureHistory { score } accounts { id } kinds { kind } changes { totalCount } scans { totalCount }
       pathChanges { since { id } opened { path { id } } } search(text: "x") { label } }`,
  )
  expect(answer.errors).toEqual([])
  expect(answer.data.currentScan).toBeNull()
  expect(answer.data.resources.totalCount).toBe(0)
  await own.close()
})
