import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  BUCKETS,
  DEV,
  estate,
  INSTANCE,
  node,
  PROD,
  publishEstate,
  startService,
  type TestService,
  VAULT,
  WEB_ROLE,
} from './testkit.ts'

const HOSTILE = 'arn:aws:s3:::<img src=x onerror=alert(1)>'
const HOSTILE_NAME = "\"><script>alert(1)</script>\u202e=cmd|'/c calc'!A1 💥"

let service: TestService
beforeAll(async () => {
  service = await startService()
  const nodes = [
    node(HOSTILE, 'AwsS3Bucket', { name: HOSTILE_NAME }),
    node('o-example', 'AwsOrganization', { account: PROD }),
  ]
  await publishEstate(service.store, estate({ nodes }))
})
afterAll(() => service.close())

const names = async (args: string): Promise<string[]> => {
  const answer = await service.query(`{ resources(${args}, first: 200) { totalCount nodes { name } } }`)
  expect(answer.errors).toEqual([])
  const found = answer.data.resources.nodes.map((found: { name: string }) => found.name)
  expect(answer.data.resources.totalCount).toBe(found.length)
  return found
}

test('search finds a part of a name, whatever its case', async () => {
  expect(await names('search: "VAUL"')).toEqual(['vault'])
})

test('search finds an ARN pasted whole', async () => {
  expect(await names(`search: "${INSTANCE}"`)).toEqual(['web-1'])
})

test('search finds nothing where nothing matches', async () => {
  expect(await names('search: "no such thing"')).toEqual([])
})

test('kinds, classes and accounts restrict; a hub is never listed', async () => {
  expect(await names('kinds: ["AwsEc2Instance"]')).toEqual(['web-1'])
  expect(await names('classes: [ACCOUNT]')).toEqual(['dev', 'o-example', 'prod'])
  expect(await names(`accounts: ["${DEV}"], kinds: ["AwsIamUser"]`)).toEqual(['ann', 'bob', 'cem'])
  expect(await names('kinds: ["AccessClass", "TargetSet"]')).toEqual([])
})

test('accounts are listed with what is in them; an organization is none', async () => {
  const answer = await service.query('{ accounts { id name provider resources } }')
  expect(answer.data.accounts.map(({ name }: { name: string }) => name)).toEqual(['prod', 'dev'])
})

test('a tag matches by key and value, or by key alone', async () => {
  expect(await names('tags: [{ key: "index", value: "7" }]')).toEqual(['logs-007'])
  expect(await names('tags: [{ key: "index" }]')).toHaveLength(BUCKETS)
  expect(await names('tags: [{ key: "index", value: "7" }, { key: "team", value: "core" }]')).toHaveLength(1)
  expect(await names('tags: [{ key: "ind" }]')).toEqual([])
})

test('hostile names come back as they were given', async () => {
  const answer = await service.query('query ($id: ID!) { resource(id: $id) { name resourceId } }', {
    id: HOSTILE,
  })
  expect(answer.data.resource).toEqual({ name: HOSTILE_NAME, resourceId: HOSTILE })
})

test('a resource that does not exist is null', async () => {
  expect((await service.query('{ resource(id: "nope") { id } }')).data.resource).toBeNull()
})

test('a property that is known to be none is null, one that was not collected is left out', async () => {
  const answer = await service.query('{ resources(search: "logs-000") { nodes { properties } } }')
  expect(answer.data.resources.nodes[0].properties.policy).toBeNull()
  expect('encryption' in answer.data.resources.nodes[0].properties).toBe(false)
})

test('nested properties come back as JSON, not as text', async () => {
  const answer = await service.query('{ resources(search: "logs-001") { nodes { properties } } }')
  expect(answer.data.resources.nodes[0].properties.policy).toEqual({ Version: '2012-10-17', Statement: [] })
})

test('node takes the opaque id of a resource and refuses one of another making', async () => {
  const { data } = await service.query('query ($id: ID!) { resource(id: $id) { id } }', { id: VAULT })
  const found = await service.query(
    'query ($id: ID!) { node(id: $id) { __typename ... on Resource { name } } }',
    {
      id: data.resource.id,
    },
  )
  expect(found.data.node).toEqual({ __typename: 'Resource', name: 'vault' })
  const refused = await service.query('{ node(id: "xyz") { id } }')
  expect(refused.errors[0]?.extensions?.code).toBe('BAD_INPUT')
})

test('principals show through an access class: counts and pages agree', async () => {
  const answer = await service.query(
    `query ($id: ID!) { resource(id: $id) {
      neighbourCounts { relationship direction neighbourKind neighbourKindTitle verb count }
      neighbours(direction: IN) { totalCount edges { node { name } relationship { kind from to likelihood } } }
    } }`,
    { id: VAULT },
  )
  expect(answer.data.resource.neighbourCounts).toEqual([
    {
      relationship: 'CAN_READ',
      direction: 'IN',
      neighbourKind: 'AwsIamUser',
      neighbourKindTitle: 'IAM user',
      verb: 'may read',
      count: 3,
    },
  ])
  const { totalCount, edges } = answer.data.resource.neighbours
  expect(totalCount).toBe(3)
  expect(edges.map((edge: { node: { name: string } }) => edge.node.name)).toEqual(['ann', 'bob', 'cem'])
  expect(edges[0].relationship).toEqual({
    kind: 'CAN_READ',
    from: `arn:aws:iam::${DEV}:user/ann`,
    to: VAULT,
    likelihood: 0.95,
  })
})

test('a reader sees the bucket behind its access class, and each role of a set of targets', async () => {
  const answer = await service.query(
    `query ($id: ID!) { resource(id: $id) { neighbours { edges { node { name } relationship { kind } } } } }`,
    { id: `arn:aws:iam::${DEV}:user/bob` },
  )
  expect(answer.data.resource.neighbours.edges).toEqual([
    { node: { name: 'helper-1' }, relationship: { kind: 'CAN_ASSUME' } },
    { node: { name: 'helper-2' }, relationship: { kind: 'CAN_ASSUME' } },
    { node: { name: 'vault' }, relationship: { kind: 'CAN_READ' } },
  ])
})

test('neighbours restrict by relationship kind, direction and kind of neighbour', async () => {
  const ask = async (args: string): Promise<string[]> => {
    const answer = await service.query(
      `query ($id: ID!) { resource(id: $id) { neighbours(${args}) { totalCount edges { node { name } } } } }`,
      { id: WEB_ROLE },
    )
    const { edges, totalCount } = answer.data.resource.neighbours
    expect(totalCount).toBe(edges.length)
    return edges.map((edge: { node: { name: string } }) => edge.node.name)
  }
  expect(await ask('first: 50')).toEqual(['admin', 'web', 'web-1'])
  expect(await ask('kinds: ["HAS_POLICY"]')).toEqual(['web'])
  expect(await ask('direction: IN')).toEqual(['web-1'])
  expect(await ask('neighbourKinds: ["AwsIamRole"]')).toEqual(['admin'])
  expect(await ask('neighbourKinds: ["AwsIamUser"]')).toEqual([])
})

test('neighbours come page by page, across both directions', async () => {
  const walked: string[] = []
  let after: string | null = null
  for (let pages = 0; pages < 5; pages++) {
    const answer = await service.query(
      `query ($id: ID!, $after: String) { resource(id: $id) {
        neighbours(first: 1, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } } }`,
      { id: WEB_ROLE, after },
    )
    const { edges, pageInfo } = answer.data.resource.neighbours
    walked.push(edges[0].node.name)
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  expect(walked).toEqual(['admin', 'web', 'web-1'])
})

test('a page of 50 resources with counts and findings costs as many reads as a page of 2', async () => {
  const ask = async (first: number): Promise<number> => {
    service.reads()
    const answer = await service.query(
      `{ resources(first: ${first}, kinds: ["AwsS3Bucket"]) { nodes { name worstFinding findingCount neighbourCounts { count }
         findings(first: 5) { nodes { title rule { title failing } subject { name } } } } } }`,
    )
    expect(answer.errors).toEqual([])
    return service.reads()
  }
  const small = await ask(2)
  const large = await ask(50)
  expect(large).toBe(small)
  expect(large).toBeLessThanOrEqual(10)
})

test('pages of resources hold every resource once', async () => {
  for (const first of [1, 7, 200]) {
    const walked: string[] = []
    let after: string | null = null
    for (;;) {
      const answer = await service.query(
        `query ($first: Int, $after: String) { resources(first: $first, after: $after) {
          totalCount nodes { resourceId } pageInfo { hasNextPage endCursor } } }`,
        { first, after },
      )
      const { nodes, pageInfo, totalCount } = answer.data.resources
      walked.push(...nodes.map((found: { resourceId: string }) => found.resourceId))
      after = pageInfo.endCursor
      if (!pageInfo.hasNextPage) {
        expect(new Set(walked).size).toBe(totalCount)
        expect(walked).toHaveLength(totalCount)
        break
      }
    }
  }
})

test('the canvas gets what lies between its resources, also through a class', async () => {
  const ids = [`arn:aws:iam::${DEV}:user/ann`, VAULT, PROD, 'nope']
  const answer = await service.query(
    'query ($ids: [ID!]!) { subgraph(ids: $ids) { nodes { name } relationships { kind from to } truncated } }',
    { ids },
  )
  expect(answer.data.subgraph.nodes).toHaveLength(3)
  expect(answer.data.subgraph.relationships).toEqual([{ kind: 'CAN_READ', from: ids[0], to: VAULT }])
})

test('more than 300 resources do not fit on the canvas', async () => {
  const ids = Array.from({ length: 301 }, (_, at) => `r${at}`)
  const answer = await service.query('query ($ids: [ID!]!) { subgraph(ids: $ids) { truncated } }', { ids })
  expect(answer.errors[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } })
})

test('the palette finds resources, paths, findings and rules, best first', async () => {
  const hits = async (text: string): Promise<string[]> => {
    const answer = await service.query(
      'query ($text: String!) { search(text: $text) { label target { __typename } } }',
      { text },
    )
    return answer.data.search.map(
      (hit: { label: string; target: { __typename: string } }) => `${hit.target.__typename} ${hit.label}`,
    )
  }
  expect((await hits('vault'))[0]).toBe('Resource vault')
  expect(await hits(VAULT)).toContain('Resource vault')
  expect(await hits('administrator of prod')).toEqual([
    'AttackPath Anyone on the Internet can become administrator of prod (111111111111) in 3 steps',
  ])
  expect(await hits('Public bucket')).toEqual(['Finding Public bucket'])
  expect(await hits('s3-logging-off')).toEqual(['Rule Bucket without access logging'])
  expect(await hits('   ')).toEqual([])
})
