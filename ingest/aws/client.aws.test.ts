import { afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { REGION } from '../../tools/aws/estate/clients.ts'
import { type Refuse, type Proxy as Relay, startProxy } from '../../tools/aws/proxy.ts'
import { useAnyKeys } from '../../tools/aws/read.ts'
import type { ApiCalls } from '../collector.ts'
import { collectAll } from '../run.ts'
import { awsSource } from './client.ts'
import { refuseUndeclared } from './guard.ts'
import { AWS_CALLS, awsJobs } from './jobs.ts'
import { loadSdk } from './sdk.ts'

const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }
let refuse: Refuse
let proxy: Relay

beforeAll(useAnyKeys)
beforeEach(async () => {
  refuse = () => null
  proxy = await startProxy(inject('awsEndpoint'), (passing) => refuse(passing))
})
afterEach(() => proxy.close())

const source = (calls: ApiCalls = AWS_CALLS) =>
  awsSource(calls, { region: REGION, credentials, endpoint: proxy.endpoint, maxAttempts: 2 })

test('a declared call is answered in the form of the CLI', async () => {
  expect(await source().call('iam list-users')).toEqual({ Users: [] })
})

test('a call that is not declared is not made', async () => {
  const call = source().call('iam delete-user', { UserName: 'x' })
  await expect(call).rejects.toThrow('iam delete-user is not a declared call')
  expect(proxy.seen).toEqual([])
})

test('the client itself refuses what is not declared, whoever holds it', async () => {
  const sdk = await loadSdk('iam')
  const client = sdk.createClient({ region: REGION, credentials, endpoint: proxy.endpoint })
  refuseUndeclared(client.middlewareStack, 'iam', new Set(['ListUsersCommand']))
  const command = sdk.operation('create-user').createCommand({ UserName: 'x' })
  await expect(client.send(command)).rejects.toThrow('iam CreateUserCommand is not among the declared calls')
  expect(proxy.seen).toEqual([])
})

test('the client lets through what is declared', async () => {
  const sdk = await loadSdk('iam')
  const client = sdk.createClient({ region: REGION, credentials, endpoint: proxy.endpoint })
  refuseUndeclared(client.middlewareStack, 'iam', new Set(['ListUsersCommand']))
  await client.send(sdk.operation('list-users').createCommand({}))
  expect(proxy.seen).toEqual(['iam ListUsers'])
})

test('every declared call is an operation of its SDK package', async () => {
  for (const call of Object.keys(AWS_CALLS)) {
    const [service = '', words = ''] = call.split(' ')
    expect((await loadSdk(service)).operation(words).commandName).toMatch(/Command$/)
  }
})

test('a code that means none is answered with null', async () => {
  expect(await source().call('iam get-account-password-policy')).toBeNull()
})

test.each([
  ['Throttling', 'THROTTLED'],
  ['ExpiredToken', 'EXPIRED'],
  ['AccessDenied', 'DENIED'],
  ['InvalidClientTokenId', 'UNSUPPORTED'],
  ['SomethingElse', 'FAILED'],
])('%s ends the call as %s', async (code, state) => {
  refuse = () => code
  await expect(source().call('iam list-users')).rejects.toMatchObject({ state, code })
})

test('a throttled call is tried again', async () => {
  let times = 0
  refuse = () => (times++ === 0 ? 'Throttling' : null)
  expect(await source().call('iam list-users')).toEqual({ Users: [] })
  expect(times).toBe(2)
})

test('a list that breaks off after its first page is truncated', async () => {
  const pages: ApiCalls = { 'iam list-policies': { permission: 'iam:ListPolicies', pageSize: 100 } }
  let times = 0
  refuse = () => (times++ === 0 ? null : 'SomethingElse')
  await expect(source(pages).call('iam list-policies')).rejects.toMatchObject({ state: 'TRUNCATED' })
})

test('all pages of a list are one answer', async () => {
  const pages = { 'iam list-policies': { permission: 'iam:ListPolicies', pageSize: 1000 } }
  const answer = await source(pages).call('iam list-policies')
  const count = proxy.seen.length
  expect(count).toBeGreaterThan(1)
  expect(JSON.stringify(answer).match(/"Arn"/g)?.length).toBeGreaterThan(1000)
})

test('a throttled service is THROTTLED in the coverage', async () => {
  refuse = ({ operation }) =>
    operation === 'ListFunctions' || operation.startsWith('/2015-03-31/functions')
      ? 'TooManyRequestsException'
      : null
  const jobs = await awsJobs({
    endpointUrl: proxy.endpoint,
    regions: [REGION],
    services: ['lambda'],
    maxAttempts: 1,
  })
  const { partitions } = await collectAll(jobs)
  expect(partitions.map(({ coverage }) => coverage.state)).toEqual(['THROTTLED'])
})

test('one job per account, region and service', async () => {
  const roleArns = ['arn:aws:iam::333333333333:role/auditor', 'arn:aws:iam::444444444444:role/auditor']
  const jobs = await awsJobs({
    endpointUrl: proxy.endpoint,
    regions: ['us-east-1', 'eu-west-1'],
    roleArns,
    services: ['iam', 'ec2'],
  })
  const ids = jobs.map(({ partition: { account, region, service } }) => `${account} ${region} ${service}`)
  expect(ids).toEqual(
    ['123456789012', '333333333333', '444444444444'].flatMap((account) => [
      `${account} global iam`,
      `${account} eu-west-1 ec2`,
      `${account} us-east-1 ec2`,
    ]),
  )
})

test('a role is assumed with its external id', async () => {
  const jobs = await awsJobs({
    endpointUrl: proxy.endpoint,
    regions: [REGION],
    roleArns: ['arn:aws:iam::333333333333:role/auditor'],
    externalId: 'x-77',
    services: ['iam'],
  })
  expect(jobs).toHaveLength(2)
  expect(proxy.seen).toContain('sts AssumeRole')
})

test('without regions, every enabled region is read', async () => {
  const jobs = await awsJobs({ endpointUrl: proxy.endpoint, services: ['ssm'] })
  expect(jobs.map((job) => job.partition.region)).toContain('eu-central-1')
})

test('AWS_ENDPOINT_URL is heeded', async () => {
  process.env.AWS_ENDPOINT_URL = proxy.endpoint
  try {
    expect(await awsJobs({ regions: [REGION], services: ['iam'] })).toHaveLength(1)
  } finally {
    delete process.env.AWS_ENDPOINT_URL
  }
})

const failing = (code: string, options: object = {}) => {
  refuse = ({ service }) => (service === 'sts' ? code : null)
  return awsJobs({ endpointUrl: proxy.endpoint, regions: [REGION], ...options })
}

test('credentials that AWS does not know are said in one line', async () => {
  await expect(failing('InvalidClientTokenId')).rejects.toThrow(
    /^AWS does not accept these credentials.*\.?$/,
  )
})

test('expired credentials are said in one line', async () => {
  await expect(failing('ExpiredToken')).rejects.toThrow('have expired')
})

test('a role that may not be assumed is named', async () => {
  const role = 'arn:aws:iam::333333333333:role/auditor'
  refuse = ({ operation }) => (operation === 'AssumeRole' ? 'AccessDenied' : null)
  const jobs = awsJobs({ endpointUrl: proxy.endpoint, regions: [REGION], roleArns: [role] })
  await expect(jobs).rejects.toThrow(`may not assume ${role}`)
})

test('an endpoint where nobody listens is named', async () => {
  const jobs = awsJobs({ endpointUrl: 'http://127.0.0.1:1', regions: [REGION] })
  await expect(jobs).rejects.toThrow('cannot reach http://127.0.0.1:1 (ECONNREFUSED)')
})

test('a region list that is denied asks for --region', async () => {
  refuse = ({ service }) => (service === 'ec2' ? 'UnauthorizedOperation' : null)
  await expect(awsJobs({ endpointUrl: proxy.endpoint })).rejects.toThrow('name them with --region')
})

test('a profile that does not exist is named', async () => {
  const jobs = awsJobs({ endpointUrl: proxy.endpoint, regions: [REGION], profile: 'no-such-profile' })
  await expect(jobs).rejects.toThrow('found no AWS credentials for profile no-such-profile')
})

test('a service without a collector is refused with those that there are', async () => {
  await expect(awsJobs({ services: ['s4'] })).rejects.toThrow(
    /no collector for service s4; there are: account,/,
  )
})

test('a word that is no region is refused', async () => {
  await expect(awsJobs({ regions: ['mars'] })).rejects.toThrow('mars is not the name of an AWS region')
})

test('an endpoint that is no address is refused', async () => {
  await expect(awsJobs({ endpointUrl: 'localhost', regions: [REGION] })).rejects.toThrow(
    'not an http or https address',
  )
})
