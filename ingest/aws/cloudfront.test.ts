import { describe, expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { ApiError } from '../collector.ts'
import { cloudfront } from './cloudfront.ts'

const ARN = 'arn:aws:cloudfront::111111111111:distribution/E1'
const behaviour = (more: object = {}) => ({ ViewerProtocolPolicy: 'redirect-to-https', ...more })
const LOCATION = 's3api get-bucket-location site'

const distribution = (more: object = {}, answers: { readonly [call: string]: unknown } = {}) =>
  collectFrom(cloudfront, {
    'cloudfront list-distributions': {
      DistributionList: {
        Items: [
          {
            Id: 'E1',
            ARN,
            DomainName: 'd111111abcdef8.cloudfront.net',
            Enabled: true,
            Aliases: { Quantity: 1, Items: ['www.example.org'] },
            Origins: { Quantity: 1, Items: [{ Id: 'o', DomainName: 'site.s3.eu-west-1.amazonaws.com' }] },
            DefaultCacheBehavior: behaviour(),
            CacheBehaviors: { Quantity: 0 },
            ...more,
          },
        ],
      },
    },
    'cloudfront get-distribution-config E1': { DistributionConfig: { Logging: { Enabled: true } } },
    [LOCATION]: { LocationConstraint: 'eu-west-1' },
    ...answers,
  })

test('a distribution has its names, its log and the buckets it fetches from', async () => {
  const { props } = await distribution()
  expect(props(ARN)).toMatchObject({
    name: 'www.example.org',
    enabled: true,
    allowsHttp: false,
    standardLogging: true,
    realtimeLogging: false,
    originBuckets: ['site'],
    absentBuckets: [],
    unreadBuckets: [],
  })
})

test('one behaviour that takes plain HTTP is enough', async () => {
  const CacheBehaviors = { Quantity: 1, Items: [behaviour({ ViewerProtocolPolicy: 'allow-all' })] }
  expect((await distribution({ CacheBehaviors })).props(ARN)).toMatchObject({ allowsHttp: true })
})

test('real-time logs count when every behaviour has them', async () => {
  const logging = behaviour({
    RealtimeLogConfigArn: 'arn:aws:cloudfront::111111111111:realtime-log-config/all',
  })
  const both = { DefaultCacheBehavior: logging, CacheBehaviors: { Quantity: 1, Items: [logging] } }
  expect((await distribution(both)).props(ARN)).toMatchObject({ realtimeLogging: true })
  const one = { ...both, CacheBehaviors: { Quantity: 1, Items: [behaviour()] } }
  expect((await distribution(one)).props(ARN)).toMatchObject({ realtimeLogging: false })
})

test('what a list does not tell is left out', async () => {
  const { props } = await distribution({
    Enabled: undefined,
    DefaultCacheBehavior: undefined,
    Origins: undefined,
  })
  for (const name of ['enabled', 'allowsHttp', 'realtimeLogging', 'absentBuckets'])
    expect(props(ARN)).not.toHaveProperty(name)
})

test('whether it logs is unknown when its configuration was denied', async () => {
  const call = 'cloudfront get-distribution-config'
  expect((await distribution({}, { [`${call} E1`]: denied(call) })).props(ARN)).not.toHaveProperty(
    'standardLogging',
  )
})

describe('an origin bucket', () => {
  const refused = (state: 'FAILED' | 'THROTTLED', code: string) => ({
    [LOCATION]: new ApiError(`${LOCATION}: ${code}`, state, code),
  })

  test('that S3 does not know is absent', async () => {
    const { props, coverage } = await distribution({}, refused('FAILED', 'NoSuchBucket'))
    expect(props(ARN)).toMatchObject({ absentBuckets: ['site'], unreadBuckets: [] })
    expect(coverage.state).toBe('OK')
  })

  test('of another account, which denies itself, is unread, and no gap', async () => {
    const { props, coverage } = await distribution({}, { [LOCATION]: denied('s3api get-bucket-location') })
    expect(props(ARN)).toMatchObject({ absentBuckets: [], unreadBuckets: ['site'] })
    expect(coverage.state).toBe('OK')
  })

  test('that could not be asked for is a gap', async () => {
    const { props, coverage } = await distribution({}, refused('THROTTLED', 'SlowDown'))
    expect(props(ARN)).toMatchObject({ absentBuckets: [], unreadBuckets: ['site'] })
    expect(coverage).toMatchObject({ state: 'THROTTLED', missing: [{ resource: 'site' }] })
  })
})
