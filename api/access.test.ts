import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveSnapshot } from '../graph/derive.ts'
import type { Props, RelationshipRecord } from '../graph/snapshot/records.ts'
import { estate, node, PROD, publishEstate, startService, type TestService } from './testkit.ts'

const ANN = `arn:aws:iam::${PROD}:user/ann`
const BEA = `arn:aws:iam::${PROD}:user/bea`
const DATA = 'arn:aws:s3:::data'
const READ: Props = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: `${DATA}/*` },
    {
      Effect: 'Allow',
      Action: 's3:DeleteObject',
      Resource: `${DATA}/*`,
      Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    },
  ],
}

let service: TestService
beforeAll(async () => {
  service = await startService()
  const policy = `${ANN}#inline/read`
  const nodes = [
    node(ANN, 'AwsIamUser', { account: PROD }),
    node(BEA, 'AwsIamUser', { account: PROD }),
    node(policy, 'AwsIamPolicy', { account: PROD, type: 'inline', document: READ }),
    node(DATA, 'AwsS3Bucket', { account: PROD, policy: null, acl: [] }),
  ]
  const relationships: RelationshipRecord[] = [{ from: ANN, kind: 'HAS_POLICY', to: policy, props: {} }]
  await publishEstate(service.store, deriveSnapshot(estate({ nodes, relationships })).snapshot)
})
afterAll(() => service.close())

const DECISION =
  '{ decision explanation conditions { key } statements { effect statement sid layer policy evidence { document } } }'
const canPrincipal = async (principal: string, action: string) => {
  const answer = await service.query(
    `{ canPrincipal(principal: "${principal}", action: "${action}", resource: "${DATA}/x") ${DECISION} }`,
  )
  return answer.errors.length > 0 ? answer.errors : answer.data.canPrincipal
}

test('an allowed request names the statement, with its document', async () => {
  const answer = await canPrincipal(ANN, 's3:GetObject')
  expect(answer).toMatchObject({ decision: 'ALLOWED', conditions: [] })
  expect(answer.statements).toMatchObject([
    { effect: 'Allow', statement: 0, sid: 'Read', layer: 'identityPolicies', evidence: { document: READ } },
  ])
})

test('an implicit deny is told in words', async () => {
  const answer = await canPrincipal(BEA, 's3:GetObject')
  expect(answer).toMatchObject({ decision: 'DENIED', statements: [] })
  expect(answer.explanation).toContain('not allowed')
})

test('what is not known is a condition, and context decides it', async () => {
  expect(await canPrincipal(ANN, 's3:DeleteObject')).toMatchObject({
    decision: 'CONDITIONAL',
    conditions: [{ key: 'aws:SourceIp' }],
  })
  const { data } = await service.query(
    `query Q($context: JSON) { canPrincipal(principal: "${ANN}", action: "s3:DeleteObject", resource: "${DATA}/x", context: $context) { decision } }`,
    { context: { 'aws:SourceIp': '10.1.2.3' } },
  )
  expect(data.canPrincipal.decision).toBe('ALLOWED')
})

test.each([
  ['an action without a service', ANN, 'GetObject'],
  ['a principal that was not read', `${ANN}-other`, 's3:GetObject'],
  ['a principal that is none', 'ann', 's3:GetObject'],
])('%s is refused', async (_, principal, action) => {
  expect(await canPrincipal(principal, action)).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }])
})

test('whoCan lists those who may, a page at a time', async () => {
  const { data } = await service.query(
    `{ whoCan(action: "s3:GetObject", resource: "${DATA}/x", first: 1) { totalCount nodes { principal { resourceId } decision statements { sid } } } }`,
  )
  expect(data.whoCan).toEqual({
    totalCount: 1,
    nodes: [{ principal: { resourceId: ANN }, decision: 'ALLOWED', statements: [{ sid: 'Read' }] }],
  })
})

test('accessOf lists what a principal can get at, with the evidence', async () => {
  const { data } = await service.query(
    `{ accessOf(principal: "${ANN}") { totalCount nodes { kind resource { resourceId } conditions { key } evidence { detail } } } }`,
  )
  expect(data.accessOf).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        kind: 'CAN_READ',
        resource: { resourceId: DATA },
        evidence: [{ detail: expect.stringContaining('Read') }],
      },
    ],
  })
})

test('accessOf of nobody is not found', async () => {
  const { errors } = await service.query('{ accessOf(principal: "nobody") { totalCount } }')
  expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }])
})
