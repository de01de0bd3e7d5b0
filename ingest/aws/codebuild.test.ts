import { expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { codebuild } from './codebuild.ts'

const id = 'arn:aws:codebuild:us-east-1:111111111111:project/p'
const withProject = (more: object) =>
  collectFrom(codebuild, {
    'codebuild list-projects': { projects: ['p'] },
    'codebuild batch-get-projects': { projects: [{ name: 'p', arn: id, ...more }] },
  })

test('builds run as the service role, batches are started as the batch role', async () => {
  const { from } = await withProject({
    serviceRole: 'arn:aws:iam::111111111111:role/build',
    buildBatchConfig: { serviceRole: 'arn:aws:iam::111111111111:role/batch' },
  })
  expect(from(id)).toEqual([
    'HAS_EXECUTION_ROLE arn:aws:iam::111111111111:role/build',
    'HAS_SERVICE_ROLE arn:aws:iam::111111111111:role/batch',
  ])
})

test('a project without batch builds has no batch role', async () => {
  const { props } = await withProject({ serviceRole: 'arn:aws:iam::111111111111:role/build' })
  expect(props(id)).toMatchObject({ batchServiceRole: null })
})

test('a plain-text variable is searched, the name of a secret is not', async () => {
  const environmentVariables = [
    { name: 'NPM_PASSWORD', value: 'hunter22', type: 'PLAINTEXT' },
    { name: 'KEY', value: 'AKIAQYLPMN5HXAMPLE77', type: 'SECRETS_MANAGER' },
  ]
  const { props } = await withProject({ environment: { environmentVariables } })
  expect(props(id)).toMatchObject({
    environmentNames: ['KEY', 'NPM_PASSWORD'],
    environmentCredentialKinds: ['password'],
    environmentAccessKeyIds: [],
  })
  expect(JSON.stringify(props(id))).not.toContain('hunter22')
})

test('a token in the source address is not kept', async () => {
  const { props } = await withProject({
    source: {
      type: 'GITHUB',
      location: 'https://ghp_abc:x@github.com/acme/app.git',
      buildspec: 'ci/build.yml',
    },
  })
  expect(props(id)).toMatchObject({
    sourceLocation: 'https://github.com/acme/app.git',
    inlineBuildspec: false,
  })
})

test('code comes from the bucket of an S3 source and the repository of the image', async () => {
  const { from } = await withProject({
    source: { type: 'S3', location: 'code/app.zip' },
    environment: { image: '111111111111.dkr.ecr.us-east-1.amazonaws.com/build:1' },
  })
  expect(from(id)).toEqual([
    'RUNS_CODE_FROM arn:aws:ecr:us-east-1:111111111111:repository/build',
    'RUNS_CODE_FROM arn:aws:s3:::code',
  ])
})

test('a region without projects asks for none', async () => {
  const { coverage } = await collectFrom(codebuild, { 'codebuild list-projects': { projects: [] } })
  expect(coverage).toMatchObject({ state: 'OK', missing: [] })
})

test('a project without a source has no location, whatever stands there', async () => {
  const { props } = await withProject({ source: { type: 'NO_SOURCE', location: 'none' } })
  expect(props(id)).toMatchObject({ sourceLocation: null })
})

const event = (pattern: string) => ({ type: 'EVENT', pattern })
const actor = (pattern: string) => ({ type: 'ACTOR_ACCOUNT_ID', pattern })
const PULLS = event('PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED')
const open = { pullRequestBuildPolicy: { requiresCommentApproval: 'DISABLED' } }

test.each<[string, object | undefined, boolean | undefined]>([
  ['no webhook', undefined, false],
  ['a webhook for pushes', { filterGroups: [[event('PUSH')]], ...open }, false],
  ['a webhook for merged pull requests', { filterGroups: [[event('PULL_REQUEST_MERGED')]], ...open }, false],
  ['one for pull requests', { filterGroups: [[PULLS]], ...open }, true],
  ['one for pull requests of one account', { filterGroups: [[PULLS, actor('^12345$')]], ...open }, false],
  ['one of several accounts', { filterGroups: [[PULLS, actor('^(12345|67890)$')]], ...open }, false],
  ['an account that is not anchored', { filterGroups: [[PULLS, actor('12345')]], ...open }, true],
  [
    'alternatives that are anchored in part',
    { filterGroups: [[PULLS, actor('^12345|67890$')]], ...open },
    true,
  ],
  [
    'all but one account',
    { filterGroups: [[PULLS, { ...actor('^12345$'), excludeMatchedPattern: true }]], ...open },
    true,
  ],
  ['a second group that lets them in', { filterGroups: [[event('PUSH')], [PULLS]], ...open }, true],
  [
    'approval of forks',
    {
      filterGroups: [[PULLS]],
      pullRequestBuildPolicy: { requiresCommentApproval: 'FORK_PULL_REQUESTS' },
    },
    false,
  ],
  ['an approval policy that was not read', { filterGroups: [[PULLS]] }, undefined],
  ['no filters', { ...open }, undefined],
])('pull requests of anyone: %s', async (_what, webhook, expected) => {
  const { props } = await withProject({ webhook })
  expect(props(id)?.pullRequestsOfAnyone).toBe(expected)
})
