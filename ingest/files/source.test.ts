import { expect, test } from 'vitest'
import type { ApiSource } from '../collector.ts'
import { awsFiles } from './aws.ts'
import { COLLECTORS, folderOf } from './files.testkit.ts'
import { readInputs } from './read.ts'

const ACCOUNT = '111122223333'

async function sourcesOf(files: { readonly [path: string]: unknown }) {
  const texts = Object.entries(files).map(([path, value]) => [`${ACCOUNT}/${path}`, JSON.stringify(value)])
  const { jobs } = await readInputs([await folderOf(Object.fromEntries(texts))], {
    providers: [awsFiles(COLLECTORS)],
  })
  return jobs
}

async function iamOf(files: { readonly [path: string]: unknown }): Promise<ApiSource> {
  const [job] = await sourcesOf({ 'global/iam/list-users.json': { Users: [] }, ...files })
  if (job === undefined) throw new Error('no job')
  return job.source
}

const profile = (UserName: string): [string, { UserName: string }] => ['iam get-login-profile', { UserName }]

test('a list is answered from its file', async () => {
  const source = await iamOf({})
  expect(await source.call('iam list-users')).toEqual({ Users: [] })
})

test('a call about one resource is answered from the file of that name', async () => {
  const source = await iamOf({ 'global/iam/get-login-profile/ada.json': { LoginProfile: {} } })
  expect(await source.call(...profile('ada'))).toEqual({ LoginProfile: {} })
})

test('names are percent-encoded in file names', async () => {
  const source = await iamOf({ 'global/iam/get-login-profile/a%2Fb%25.json': { LoginProfile: {} } })
  expect(await source.call(...profile('a/b%'))).toEqual({ LoginProfile: {} })
})

test('a name that is no valid percent-encoding stands for itself', async () => {
  const source = await iamOf({ 'global/iam/get-login-profile/100%.json': { LoginProfile: {} } })
  expect(await source.call(...profile('100%'))).toEqual({ LoginProfile: {} })
})

test('an answer can be asked for twice', async () => {
  const source = await iamOf({})
  await source.call('iam list-users')
  expect(await source.call('iam list-users')).toEqual({ Users: [] })
})

test('a provider that is asked for by its ARN may be filed by its URL', async () => {
  const source = await iamOf({
    'global/iam/get-open-id-connect-provider/gitlab.com.json': { Url: 'gitlab.com' },
  })
  const OpenIDConnectProviderArn = `arn:aws:iam::${ACCOUNT}:oidc-provider/gitlab.com`
  const answer = await source.call('iam get-open-id-connect-provider', { OpenIDConnectProviderArn })
  expect(answer).toEqual({ Url: 'gitlab.com' })
})

test('what is asked for by its name may be filed by its ARN', async () => {
  const file = `global/iam/get-login-profile/${encodeURIComponent(`arn:aws:iam::${ACCOUNT}:user/ada`)}.json`
  const source = await iamOf({ [file]: { LoginProfile: {} } })
  expect(await source.call(...profile('ada'))).toEqual({ LoginProfile: {} })
})

test('a short name that two files share answers for neither', async () => {
  const file = (path: string) =>
    `global/iam/get-login-profile/${encodeURIComponent(`arn:aws:iam::${ACCOUNT}:user/${path}`)}.json`
  const source = await iamOf({ [file('ada')]: {}, [file('ada').replace('user%2F', 'group%2F')]: {} })
  await expect(source.call(...profile('ada'))).rejects.toMatchObject({ code: 'NotInExport' })
})

test('a code that means "none" answers null', async () => {
  const source = await iamOf({ 'errors.json': [{ call: 'iam get-login-profile ada', code: 'NoSuchEntity' }] })
  expect(await source.call(...profile('ada'))).toBeNull()
})

test('a refused call is DENIED', async () => {
  const source = await iamOf({ 'errors.json': [{ call: 'iam get-login-profile ada', code: 'AccessDenied' }] })
  await expect(source.call(...profile('ada'))).rejects.toMatchObject({
    state: 'DENIED',
    code: 'AccessDenied',
  })
})

test('a throttled call is THROTTLED', async () => {
  const source = await iamOf({ 'errors.json': [{ call: 'iam get-login-profile ada', code: 'Throttling' }] })
  await expect(source.call(...profile('ada'))).rejects.toMatchObject({ state: 'THROTTLED' })
})

test('an empty listing answers null', async () => {
  const source = await iamOf({ 'empty.json': ['iam get-login-profile ada'] })
  expect(await source.call(...profile('ada'))).toBeNull()
})

test('a call that was never made is UNSUPPORTED', async () => {
  const source = await iamOf({})
  await expect(source.call(...profile('ada'))).rejects.toMatchObject({
    state: 'UNSUPPORTED',
    code: 'NotInExport',
  })
})

test('there is a job for each region, also for one where everything was refused', async () => {
  const jobs = await sourcesOf({
    'us-east-1/ec2/describe-vpcs.json': { Vpcs: [] },
    'errors.json': [{ call: 'ec2 describe-vpcs', code: 'UnauthorizedOperation', region: 'eu-west-1' }],
  })
  expect(jobs.map((job) => `${job.partition.region}/${job.partition.service}`)).toEqual([
    'global/iam',
    'eu-west-1/ec2',
    'us-east-1/ec2',
  ])
})

test('a refusal in one region says nothing about another', async () => {
  const jobs = await sourcesOf({
    'us-east-1/sts/x.json': {},
    'errors.json': [{ call: 'ec2 describe-vpcs', code: 'UnauthorizedOperation', region: 'eu-west-1' }],
  })
  const states = jobs
    .slice(1)
    .map((job) => job.source.call('ec2 describe-vpcs').catch((error) => error.state))
  expect(await Promise.all(states)).toEqual(['DENIED', 'UNSUPPORTED'])
})
