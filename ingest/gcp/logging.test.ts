import { expect, test } from 'vitest'
import { assetsOf } from './assets.testkit.ts'

const sink = (data: object) => ({
  type: 'logging.googleapis.com/LogSink',
  name: 'sinks/all',
  data: { name: 'all', destination: 'storage.googleapis.com/logs', ...data },
})
const SINK = '//logging.googleapis.com/projects/p/sinks/all'

test('a sink without a filter takes everything and logs to its bucket', async () => {
  const { props, from } = await assetsOf(sink({}))
  expect(props(SINK)).toMatchObject({ name: 'all', filter: null, exclusions: 0, disabled: false })
  expect(from(SINK)).toEqual(['LOGS_TO //storage.googleapis.com/logs'])
})

test('a sink to a dataset, with a filter and an exclusion that is on, says so', async () => {
  const { props, from } = await assetsOf(
    sink({
      destination: 'bigquery.googleapis.com/projects/p/datasets/d',
      filter: 'severity>=ERROR',
      exclusions: [
        { name: 'a', filter: 'x' },
        { name: 'b', filter: 'y', disabled: true },
      ],
      includeChildren: true,
    }),
  )
  expect(props(SINK)).toMatchObject({ filter: 'severity>=ERROR', exclusions: 1, includeChildren: true })
  expect(from(SINK)).toEqual([])
})

test('an alert keeps how many it tells, not whom', async () => {
  const { props } = await assetsOf({
    type: 'monitoring.googleapis.com/AlertPolicy',
    name: 'alertPolicies/1',
    data: {
      displayName: 'routes',
      enabled: true,
      combiner: 'OR',
      notificationChannels: ['projects/p/notificationChannels/9'],
      conditions: [
        { conditionThreshold: { filter: 'metric.type="m"', comparison: 'COMPARISON_GT', thresholdValue: 1 } },
        { conditionMatchedLog: { filter: 'a=b' } },
        { conditionPrometheusQueryLanguage: { query: 'q' } },
      ],
    },
  })
  expect(props('//monitoring.googleapis.com/projects/p/alertPolicies/1')).toEqual({
    provider: 'gcp',
    account: '111111111111',
    region: 'global',
    name: 'routes',
    enabled: true,
    channels: 1,
    combiner: 'OR',
    conditions: [
      { type: 'threshold', filter: 'metric.type="m"', comparison: 'COMPARISON_GT', threshold: 1 },
      { type: 'log', filter: 'a=b', comparison: null, threshold: null },
      { type: 'other', filter: 'q', comparison: null, threshold: null },
    ],
  })
})

const project = {
  type: 'cloudresourcemanager.googleapis.com/Project',
  name: '//cloudresourcemanager.googleapis.com/projects/42',
  data: { projectId: 'p' },
}
const service = (name: string, state = 'ENABLED') => ({
  type: 'serviceusage.googleapis.com/Service',
  name: `services/${name}`,
  data: { name: `projects/42/services/${name}.googleapis.com`, state },
})
const approval = (data: object) => ({
  type: 'accessapproval.googleapis.com/AccessApprovalSettings',
  name: 'accessApprovalSettings',
  data,
})

test('a project tells which services are on, where they were read', async () => {
  const enabled = async (...services: readonly ReturnType<typeof service>[]) =>
    (await assetsOf(project, ...services)).props('p')?.enabledServices
  expect(await enabled(service('cloudasset'), service('compute', 'DISABLED'))).toEqual([
    'cloudasset.googleapis.com',
  ])
  expect(await enabled()).toBeUndefined()
})

test('a project tells which services are enrolled for approval, and nothing of whom Google asks', async () => {
  const settings = { enrolledServices: [{ cloudProduct: 'all' }], notificationEmails: ['ann@shop.example'] }
  const { props, ids } = await assetsOf(project, approval(settings))
  expect(props('p')?.approvalServices).toEqual(['all'])
  expect(JSON.stringify(ids.map(props))).not.toContain('ann@')
  expect((await assetsOf(project)).props('p')?.approvalServices).toEqual([])
})

test.each([
  [
    'CloudFunction',
    { environmentVariables: { DB: 'x' }, buildEnvironmentVariables: { NPM: 'auth_token=abcdefgh123' } },
  ],
  [
    'Function',
    {
      serviceConfig: { environmentVariables: { DB: 'x' } },
      buildConfig: { environmentVariables: { NPM: 'auth_token=abcdefgh123' } },
    },
  ],
])(
  'a %s keeps the names of its variables and the kinds of credential in them, never values',
  async (type, data) => {
    const { props } = await assetsOf({
      type: `cloudfunctions.googleapis.com/${type}`,
      name: 'functions/f',
      data,
    })
    const function_ = props('//cloudfunctions.googleapis.com/projects/p/functions/f')
    expect(function_).toMatchObject({
      environmentNames: ['DB', 'NPM'],
      environmentCredentialKinds: ['password'],
    })
    expect(JSON.stringify(function_)).not.toContain('abcdefgh123')
  },
)
