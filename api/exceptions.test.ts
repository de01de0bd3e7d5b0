import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseTokens } from './auth/tokens.ts'
import { estate, finding, publishEstate, RULE_ID, startService, type TestService } from './testkit.ts'

const BUCKET = 'arn:aws:s3:::logs-000'
const OTHER = 'arn:aws:s3:::logs-001'

let service: TestService
beforeAll(async () => {
  service = await startService()
  const findings = [finding(BUCKET, { id: 'a' }), finding(OTHER, { id: 'b' })]
  await publishEstate(service.store, estate(), { findings })
})
afterAll(() => service.close())

const CREATE = `mutation ($exception: ExceptionInput!) {
  createException(exception: $exception) {
    exceptionId state reason author premise rule { ruleId } findings { totalCount nodes { findingId status } }
  }
}`
const statuses = async () => {
  const { data } = await service.query('{ findings { nodes { findingId status } } }')
  return Object.fromEntries(
    data.findings.nodes.map((node: { findingId: string; status: string }) => [node.findingId, node.status]),
  )
}

test('an exception is made, covers at once, is edited and revoked, and stays listed', async () => {
  const made = await service.query(CREATE, {
    exception: { resource: BUCKET, rule: RULE_ID, reason: 'a lab', expiresAt: '2999-01-01' },
  })
  expect(made.errors).toEqual([])
  const { exceptionId, ...rest } = made.data.createException
  expect(rest).toEqual({
    state: 'ACTIVE',
    reason: 'a lab',
    author: 'local',
    premise: ['exposure', 'sensitivity', 'attack-paths', 'path'],
    rule: { ruleId: RULE_ID },
    findings: { totalCount: 1, nodes: [{ findingId: 'a', status: 'EXCEPTED' }] },
  })
  expect(await statuses()).toEqual({ a: 'EXCEPTED', b: 'FAIL' })
  const shown = await service.query('{ finding(id: "a") { exception { reason } premise { name value } } }')
  expect(shown.data.finding).toEqual({
    exception: { reason: 'a lab' },
    premise: expect.arrayContaining([{ name: 'attack-paths', value: 'none' }]),
  })
  const edited = await service.query(
    'mutation ($id: ID!) { updateException(id: $id, exception: { reason: "two labs", expiresAt: null }) { reason expiresAt } }',
    { id: exceptionId },
  )
  expect(edited.data.updateException).toEqual({ reason: 'two labs', expiresAt: null })
  await service.query('mutation ($id: ID!) { revokeException(id: $id) { state } }', { id: exceptionId })
  expect(await statuses()).toEqual({ a: 'FAIL', b: 'FAIL' })
  const { data } = await service.query(
    '{ exceptions { totalCount nodes { state revokedBy } } active: exceptions(states: [ACTIVE]) { totalCount } finding(id: "a") { reopenedBecause } }',
  )
  expect(data).toEqual({
    exceptions: { totalCount: 1, nodes: [{ state: 'REVOKED', revokedBy: 'local' }] },
    active: { totalCount: 0 },
    finding: { reopenedBecause: expect.stringContaining('revoked by local') },
  })
})

test('what the book refuses is bad input that names it', async () => {
  const { errors } = await service.query(CREATE, { exception: { reason: 'everything' } })
  expect(errors).toMatchObject([
    { message: expect.stringContaining('what does it cover'), extensions: { code: 'BAD_INPUT' } },
  ])
})

test('a viewer may read exceptions but make none', async () => {
  const token = createHash('sha256').update('eve-token').digest('hex')
  const guarded = await startService({ auth: { tokens: parseTokens(`eve:viewer:${token}`), oidc: null } })
  try {
    await publishEstate(guarded.store, estate())
    const headers = { authorization: 'Bearer eve-token' }
    const list = await guarded.query('{ exceptions { totalCount } }', {}, headers)
    expect(list.data.exceptions).toEqual({ totalCount: 0 })
    const { errors } = await guarded.query(CREATE, { exception: { rule: RULE_ID, reason: 'x' } }, headers)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  } finally {
    await guarded.close()
  }
})
