import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { lambda } from './lambda.ts'

const id = 'arn:aws:lambda:us-east-1:111111111111:function:f'
const withFunction = (more: object, answers: { readonly [call: string]: unknown } = {}) =>
  collectFrom(lambda, {
    'lambda list-functions': { Functions: [{ FunctionName: 'f', FunctionArn: id, ...more }] },
    ...answers,
  })

test('names of variables are kept, values are not', async () => {
  const { props } = await withFunction({
    Environment: { Variables: { STAGE: 'live', DB_PASSWORD: 'hunter22' } },
  })
  expect(props(id)).toMatchObject({
    environmentNames: ['DB_PASSWORD', 'STAGE'],
    environmentCredentialKinds: ['password'],
  })
  expect(JSON.stringify(props(id))).not.toContain('hunter22')
})

test('a variable that names a secret elsewhere is no credential', async () => {
  const Variables = {
    DB_PASSWORD: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:db',
    TABLE: 'orders',
  }
  const { props } = await withFunction({ Environment: { Variables } })
  expect(props(id)).toMatchObject({ environmentCredentialKinds: [] })
})

test('a function runs as its role, in its subnets and groups', async () => {
  const { from } = await withFunction({
    Role: 'arn:aws:iam::111111111111:role/r',
    VpcConfig: { VpcId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  })
  const ec2 = 'arn:aws:ec2:us-east-1:111111111111'
  expect(from(id)).toEqual([
    'HAS_EXECUTION_ROLE arn:aws:iam::111111111111:role/r',
    `IN_SECURITY_GROUP ${ec2}:security-group/sg-1`,
    `IN_SUBNET ${ec2}:subnet/subnet-1`,
    `IN_VPC ${ec2}:vpc/vpc-1`,
  ])
})

test('a function outside every VPC is in none', async () => {
  const { from } = await withFunction({ VpcConfig: { VpcId: '', SubnetIds: [], SecurityGroupIds: [] } })
  expect(from(id)).toEqual([])
})

test('a function without policy and URL says so', async () => {
  const { props } = await withFunction(
    {},
    { 'lambda get-policy f': null, 'lambda get-function-url-config f': null },
  )
  expect(props(id)).toMatchObject({ policy: null, url: null, urlAuthType: null })
})

test('a policy that was denied is unknown', async () => {
  const { props } = await withFunction({}, { 'lambda get-policy f': denied('lambda get-policy') })
  expect(props(id)).not.toHaveProperty('policy')
})

test('a public URL is told by its authentication', async () => {
  const { props } = await withFunction(
    {},
    {
      'lambda get-function-url-config f': {
        FunctionUrl: 'https://x.lambda-url.us-east-1.on.aws/',
        AuthType: 'NONE',
      },
    },
  )
  expect(props(id)).toMatchObject({ urlAuthType: 'NONE' })
})

test('messages of a queue start a function, whichever version is named; a mapping that is off starts nothing', async () => {
  const queue = (name: string) => `arn:aws:sqs:us-east-1:111111111111:${name}`
  const mapping = (name: string, State: string, FunctionArn = id) => ({
    EventSourceArn: queue(name),
    FunctionArn,
    State,
  })
  const { from } = await withFunction(
    {},
    {
      'lambda list-event-source-mappings': {
        EventSourceMappings: [
          mapping('orders', 'Enabled'),
          mapping('returns', 'Updating', `${id}:live`),
          mapping('old', 'Disabled'),
        ],
      },
    },
  )
  expect(from(queue('orders'))).toEqual([`STARTS ${id}`])
  expect(from(queue('returns'))).toEqual([`STARTS ${id}`])
  expect(from(queue('old'))).toEqual([])
})

test('functions are there where what starts them may not be read', async () => {
  const call = 'lambda list-event-source-mappings'
  const { props, coverage } = await withFunction({}, { [call]: denied(call) })
  expect(props(id)).toBeDefined()
  expect(coverage.missing).toContainEqual(expect.objectContaining({ call, state: 'DENIED' }))
})

test('layers are named by version, and a URL tells whose pages may read it', async () => {
  const Arn = 'arn:aws:lambda:us-east-1:222222222222:layer:tools:3'
  const url = (answer: unknown) =>
    withFunction({ Layers: [{ Arn, CodeSize: 1 }] }, { 'lambda get-function-url-config f': answer })
  const answer = { FunctionUrl: 'https://x', AuthType: 'NONE', Cors: { AllowOrigins: ['*'] } }
  expect((await url(answer)).props(id)).toMatchObject({ layers: [Arn], urlCorsOrigins: ['*'] })
  expect((await url({ FunctionUrl: 'https://x', AuthType: 'NONE' })).props(id)).toMatchObject({
    urlCorsOrigins: [],
  })
  expect((await url(null)).props(id)).toMatchObject({ urlCorsOrigins: null })
})
