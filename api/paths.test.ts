import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ADMIN_ROLE,
  DEV,
  estate,
  INSTANCE,
  POLICY,
  PROD,
  publishEstate,
  startService,
  type TestService,
  VAULT,
  WEB_ROLE,
} from './testkit.ts'

let service: TestService
beforeAll(async () => {
  service = await startService()
  await publishEstate(service.store, estate())
})
afterAll(() => service.close())

const titles = async (args: string): Promise<string[]> => {
  const answer = await service.query(`{ attackPaths${args} { totalCount nodes { title } } }`)
  expect(answer.errors).toEqual([])
  const found = answer.data.attackPaths.nodes.map((path: { title: string }) => path.title)
  expect(answer.data.attackPaths.totalCount).toBe(found.length)
  return found
}
const STORED = 'Anyone on the Internet can become administrator of prod (111111111111) in 3 steps'

test.each([
  ['', 1],
  ['(filter: { severities: [CRITICAL] })', 1],
  ['(filter: { severities: [LOW] })', 0],
  [`(filter: { accounts: ["${PROD}"] })`, 1],
  [`(filter: { accounts: ["${DEV}"] })`, 0],
  ['(filter: { entry: "Internet" })', 1],
  [`(filter: { entry: "${INSTANCE}" })`, 0],
  [`(filter: { target: "${PROD}" })`, 1],
  [`(filter: { target: "${VAULT}" })`, 0],
  ['(filter: { techniques: ["sts-001"] })', 1],
  ['(filter: { techniques: ["iam-001"] })', 0],
  [`(filter: { through: "${WEB_ROLE}" })`, 1],
  [`(filter: { through: "${POLICY}" })`, 0],
  ['(filter: { search: "PROD" })', 1],
  ['(filter: { search: "dev" })', 0],
])('stored paths %s: %i', async (args, count) => {
  expect(await titles(args)).toEqual(count === 1 ? [STORED] : [])
})

test('from makes any identity the start', async () => {
  expect(await titles(`(filter: { from: "${WEB_ROLE}" })`)).toEqual([
    'IAM role web-role can become administrator of prod (111111111111) in 1 step',
  ])
})

test('a start that already holds the target gives a path without steps', async () => {
  const answer = await service.query(
    'query ($from: ID) { attackPaths(filter: { from: $from }) { nodes { title hops steps { kind } } } }',
    { from: ADMIN_ROLE },
  )
  expect(answer.data.attackPaths.nodes).toEqual([
    { title: 'IAM role admin already is administrator of prod (111111111111)', hops: 0, steps: [] },
  ])
})

test('to searches for another target: an account, a kind, a resource', async () => {
  expect(await titles(`(filter: { to: "admin:${PROD}" })`)).toEqual([STORED])
  expect(await titles('(filter: { to: "AwsIamRole" })')).not.toEqual([])
  expect(await titles(`(filter: { to: "${VAULT}" })`)).toEqual([])
  const reader = `arn:aws:iam::${DEV}:user/ann`
  expect(await titles(`(filter: { from: "${reader}", to: "${VAULT}" })`)).toEqual([
    'IAM user ann can read vault in 1 step',
  ])
})

test('live paths are filtered as stored ones are', async () => {
  const from = `from: "${WEB_ROLE}"`
  expect(await titles(`(filter: { ${from}, accounts: ["${PROD}"], techniques: ["sts-001"] })`)).toHaveLength(
    1,
  )
  expect(await titles(`(filter: { ${from}, accounts: ["${DEV}"] })`)).toEqual([])
  expect(await titles(`(filter: { ${from}, severities: [LOW] })`)).toEqual([])
  expect(await titles(`(filter: { ${from}, through: "${VAULT}" })`)).toEqual([])
  expect(await titles(`(filter: { ${from}, search: "nothing" })`)).toEqual([])
})

test('an assumed condition is met on the step', async () => {
  const ask = async (assume: string) => {
    const answer = await service.query(
      `{ attackPaths${assume} { nodes { pathId steps { conditions { key state } } } } }`,
    )
    return answer.data.attackPaths.nodes[0]
  }
  const stored = await ask('')
  const assumed = await ask('(assume: ["aws:SourceIp"])')
  expect(stored.steps[2].conditions).toEqual([{ key: 'aws:SourceIp', state: 'UNKNOWN' }])
  expect(assumed.steps[2].conditions).toEqual([{ key: 'aws:SourceIp', state: 'MET' }])
  expect(assumed.pathId).toBe(stored.pathId)
})

test('an unknown start says so', async () => {
  const answer = await service.query('{ attackPaths(filter: { from: "nobody" }) { totalCount } }')
  expect(answer.errors[0]).toMatchObject({
    message: 'no resource has the id nobody',
    extensions: { code: 'NOT_FOUND' },
  })
})

test('evidence comes with the document that it is about', async () => {
  const answer = await service.query('{ attackPaths { nodes { steps { evidence { id document } } } } }')
  expect(answer.data.attackPaths.nodes[0].steps[2].evidence).toEqual([
    { id: POLICY, document: { Statement: [{ Effect: 'Allow' }] } },
  ])
})

test('a path answers by the id that the command line prints and by its opaque one', async () => {
  const { data } = await service.query('{ attackPaths { nodes { id pathId } } }')
  const [{ id, pathId }] = data.attackPaths.nodes
  const answer = await service.query(
    'query ($id: ID!, $pathId: ID!) { node(id: $id) { ... on AttackPath { title } } attackPath(id: $pathId) { title } }',
    { id, pathId },
  )
  expect(answer.data).toEqual({ node: { title: STORED }, attackPath: { title: STORED } })
})

test('the explanation multiplies up to the likelihood', async () => {
  const answer = await service.query('{ attackPaths { nodes { likelihood explanation { label value } } } }')
  const [{ likelihood, explanation }] = answer.data.attackPaths.nodes
  const factors = explanation.filter(
    ({ label }: { label: string }) => label === 'Start' || label.startsWith('Step'),
  )
  expect(factors).toHaveLength(4)
  const product = factors.reduce((all: number, { value }: { value: number }) => all * value, 1)
  expect(product).toBeCloseTo(likelihood, 6)
})

test('what would stop a step is said in words', async () => {
  const answer = await service.query('{ attackPaths { nodes { steps { provenance { title } } } } }')
  expect(answer.errors).toEqual([])
  const steps: readonly { provenance: { title: string | null } | null }[] =
    answer.data.attackPaths.nodes[0].steps
  expect(steps.flatMap(({ provenance }) => provenance?.title ?? [])).toEqual([
    'Remove statement 0 of the policy web',
  ])
})
