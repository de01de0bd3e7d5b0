import { describe, expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { recordedEvents } from './cloudtrail/event-selectors.ts'
import { cloudtrail } from './cloudtrail/index.ts'
import { cloudwatch } from './cloudwatch.ts'
import { accessanalyzer, config, guardduty, macie, securityhub } from './detection.ts'
import { logs } from './logs.ts'

const REGION = '111111111111/us-east-1'
const TRAIL = 'arn:aws:cloudtrail:us-east-1:111111111111:trail/all'
const trail = (more: object = {}, answers: { readonly [call: string]: unknown } = {}) =>
  collectFrom(cloudtrail, {
    'cloudtrail describe-trails': {
      trailList: [{ TrailARN: TRAIL, Name: 'all', HomeRegion: 'us-east-1', S3BucketName: 'logs', ...more }],
    },
    [`cloudtrail get-trail-status ${TRAIL}`]: { IsLogging: true },
    [`cloudtrail get-event-selectors ${TRAIL}`]: {
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    },
    ...answers,
  })

test('a trail has what it records and where it writes', async () => {
  const { props, from } = await trail({ IsMultiRegionTrail: true, LogFileValidationEnabled: true })
  expect(props(TRAIL)).toMatchObject({
    multiRegion: true,
    logFileValidation: true,
    logging: true,
    managementEvents: 'All',
    kmsKey: null,
    logGroup: null,
  })
  expect(from(TRAIL)).toEqual(['LOGS_TO arn:aws:s3:::logs', 'RECORDS 111111111111'])
})

test('a trail of another region is read there', async () => {
  expect((await trail({ HomeRegion: 'eu-west-1' })).ids).toEqual([])
})

test('whether a trail logs is unknown when that was denied', async () => {
  const call = `cloudtrail get-trail-status ${TRAIL}`
  const { props } = await trail({}, { [call]: denied('cloudtrail get-trail-status') })
  expect(props(TRAIL)).not.toHaveProperty('logging')
})

describe('what a trail records', () => {
  const field = (Field: string, ...Equals: readonly string[]) => ({ Field, Equals })
  const objects = [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }]
  const cases: readonly [string, object, object][] = [
    ['nothing', {}, { managementEvents: 'none', s3ReadEvents: false, s3WriteEvents: false }],
    [
      'writes alone',
      { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] },
      { managementEvents: 'WriteOnly' },
    ],
    [
      'objects of every bucket',
      { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: objects }] },
      { managementEvents: 'none', s3ReadEvents: true, s3WriteEvents: true },
    ],
    [
      'objects of one bucket, which is not every',
      {
        EventSelectors: [
          {
            ReadWriteType: 'All',
            DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::one/'] }],
          },
        ],
      },
      { s3ReadEvents: false },
    ],
    [
      'advanced: reads of objects, and management events',
      {
        AdvancedEventSelectors: [
          { FieldSelectors: [field('eventCategory', 'Management')] },
          {
            FieldSelectors: [
              field('eventCategory', 'Data'),
              field('resources.type', 'AWS::S3::Object'),
              field('readOnly', 'true'),
            ],
          },
        ],
      },
      { managementEvents: 'All', s3ReadEvents: true, s3WriteEvents: false },
    ],
    [
      'advanced: objects of one bucket',
      {
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              field('eventCategory', 'Data'),
              field('resources.type', 'AWS::S3::Object'),
              { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::one/'] },
            ],
          },
        ],
      },
      { s3ReadEvents: false, managementEvents: 'none' },
    ],
  ]
  test.each(cases)('%s', (_name, answer, expected) => {
    expect(recordedEvents(answer)).toMatchObject(expected)
  })
})

test('a log group tells how long it keeps events, and whether a key is on it', async () => {
  const group = 'arn:aws:logs:us-east-1:111111111111:log-group:trail'
  const read = async (more: object) => {
    const answers = {
      'logs describe-log-groups': { logGroups: [{ logGroupName: 'trail', arn: `${group}:*`, ...more }] },
      'logs describe-metric-filters': null,
    }
    return (await collectFrom(logs, answers)).props(group)
  }
  const kmsKeyId = 'arn:aws:kms:us-east-1:111111111111:key/k'
  expect(await read({ retentionInDays: 30, kmsKeyId })).toMatchObject({
    retentionDays: 30,
    keepsForever: false,
    kmsEncrypted: true,
  })
  expect(await read({})).toMatchObject({ retentionDays: null, keepsForever: true, kmsEncrypted: false })
})

test('a metric filter has its pattern and its metrics', async () => {
  const { ids, props } = await collectFrom(logs, {
    'logs describe-metric-filters': {
      metricFilters: [
        {
          filterName: 'root',
          filterPattern: '{ $.a = 1 }',
          logGroupName: 'trail',
          metricTransformations: [{ metricName: 'Root', metricNamespace: 'CIS', metricValue: '1' }],
        },
      ],
    },
  })
  const [id = ''] = ids
  expect(id).toBe('arn:aws:logs:us-east-1:111111111111:log-group:trail:metric-filter:root')
  expect(props(id)).toMatchObject({ pattern: '{ $.a = 1 }', logGroup: 'trail', metrics: ['CIS/Root'] })
})

test('an alarm notifies its topics, and nothing else that it calls', async () => {
  const alarm = 'arn:aws:cloudwatch:us-east-1:111111111111:alarm:root'
  const topic = 'arn:aws:sns:us-east-1:111111111111:alerts'
  const { props, from } = await collectFrom(cloudwatch, {
    'cloudwatch describe-alarms': {
      MetricAlarms: [
        {
          AlarmArn: alarm,
          AlarmName: 'root',
          ActionsEnabled: true,
          AlarmActions: [topic, 'arn:aws:automate:us-east-1:ec2:stop'],
          MetricName: 'Root',
          Namespace: 'CIS',
        },
      ],
    },
  })
  expect(props(alarm)).toMatchObject({ metric: 'CIS/Root', actionsEnabled: true })
  expect(from(alarm)).toEqual([`NOTIFIES ${topic}`])
})

const recorder = (status: object, group: object) => ({
  'configservice describe-configuration-recorders': { ConfigurationRecorders: [{ recordingGroup: group }] },
  'configservice describe-configuration-recorder-status': { ConfigurationRecordersStatus: [status] },
})

test.each([
  [{ recording: true, lastStatus: 'SUCCESS' }, { allSupported: true }, true, true],
  [{ recording: true, lastStatus: 'FAILURE' }, { allSupported: true }, false, true],
  [{ recording: false }, { allSupported: false }, false, false],
])('a recorder %j of %j', async (status, group, configRecording, configAllTypes) => {
  const { props } = await collectFrom(config, recorder(status, group))
  expect(props(REGION)).toMatchObject({ configRecording, configAllTypes })
})

test('a region without a recorder records nothing', async () => {
  const { props } = await collectFrom(config, {
    'configservice describe-configuration-recorders': { ConfigurationRecorders: [] },
    'configservice describe-configuration-recorder-status': { ConfigurationRecordersStatus: [] },
  })
  expect(props(REGION)).toMatchObject({ configRecording: false, configAllTypes: false })
})

test('a detector counts when it is enabled; one that could not be read leaves it open', async () => {
  const list = { 'guardduty list-detectors': { DetectorIds: ['d1'] } }
  const enabled = await collectFrom(guardduty, {
    ...list,
    'guardduty get-detector d1': { Status: 'ENABLED' },
  })
  expect(enabled.props(REGION)).toMatchObject({ guardDuty: true })
  const off = await collectFrom(guardduty, { ...list, 'guardduty get-detector d1': { Status: 'DISABLED' } })
  expect(off.props(REGION)).toMatchObject({ guardDuty: false })
  const unread = await collectFrom(guardduty, { ...list, 'guardduty get-detector d1': denied('x') })
  expect(unread.props(REGION)).not.toHaveProperty('guardDuty')
})

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetDetector.html */
test('what an enabled detector looks at besides is told; of one that is off, or says nothing of it, nothing is', async () => {
  const features = async (detector: object) => {
    const answers = {
      'guardduty list-detectors': { DetectorIds: ['d1'] },
      'guardduty get-detector d1': detector,
    }
    return (await collectFrom(guardduty, answers)).props(REGION)
  }
  const Features = [
    { Name: 'S3_DATA_EVENTS', Status: 'ENABLED' },
    { Name: 'RDS_LOGIN_EVENTS', Status: 'DISABLED' },
  ]
  expect(await features({ Status: 'ENABLED', Features })).toMatchObject({
    guardDutyFeatures: ['S3_DATA_EVENTS'],
  })
  expect(await features({ Status: 'ENABLED' })).not.toHaveProperty('guardDutyFeatures')
  expect(await features({ Status: 'DISABLED', Features })).not.toHaveProperty('guardDutyFeatures')
})

test('Security Hub is off where it answers that it is', async () => {
  expect((await collectFrom(securityhub, { 'securityhub describe-hub': null })).props(REGION)).toMatchObject({
    securityHub: false,
  })
  const on = await collectFrom(securityhub, { 'securityhub describe-hub': { HubArn: 'arn' } })
  expect(on.props(REGION)).toMatchObject({ securityHub: true })
})

test('Macie is on when its session is enabled, not when it is paused or was never there', async () => {
  const call = 'macie2 get-macie-session'
  const withAnswer = async (answer: unknown) =>
    (await collectFrom(macie, { [call]: answer })).props(REGION)?.macie
  expect(await withAnswer({ status: 'ENABLED' })).toBe(true)
  expect(await withAnswer({ status: 'PAUSED' })).toBe(false)
  expect(await withAnswer(null)).toBe(false)
  expect(await withAnswer(denied(call))).toBe(undefined)
})

test('only an active analyzer of outside access counts', async () => {
  const withOne = (type: string, status: string) =>
    collectFrom(accessanalyzer, { 'accessanalyzer list-analyzers': { analyzers: [{ type, status }] } })
  expect((await withOne('ACCOUNT', 'ACTIVE')).props(REGION)).toMatchObject({ accessAnalyzer: true })
  expect((await withOne('ACCOUNT', 'DISABLED')).props(REGION)).toMatchObject({ accessAnalyzer: false })
  expect((await withOne('ACCOUNT_UNUSED_ACCESS', 'ACTIVE')).props(REGION)).toMatchObject({
    accessAnalyzer: false,
  })
})

describe('delivered access logs', () => {
  const site = 'arn:aws:cloudfront::111111111111:distribution/E1'
  const source = (name: string, logType: string) => ({ name, logType, resourceArns: [site] })
  const region = async (sources: unknown, deliveries: unknown) =>
    (
      await collectFrom(logs, {
        'logs describe-metric-filters': null,
        'logs describe-delivery-sources': sources,
        'logs describe-deliveries': deliveries,
      })
    ).props(REGION)
  const deliveries = { deliveries: [{ id: '1', deliverySourceName: 'site' }] }

  test('are those of a source that has a delivery', async () => {
    const sources = { deliverySources: [source('site', 'ACCESS_LOGS')] }
    expect(await region(sources, deliveries)).toMatchObject({ deliveredLogs: [site] })
  })

  test('are not those of a source without one, or of another kind', async () => {
    const sources = { deliverySources: [source('idle', 'ACCESS_LOGS'), source('site', 'CONNECTION_LOGS')] }
    expect(await region(sources, deliveries)).toMatchObject({ deliveredLogs: [] })
  })

  test('are unknown when deliveries were denied', async () => {
    expect(await region(null, denied('logs describe-deliveries'))).toBeUndefined()
  })
})
