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

describe('towards viewers', () => {
  test('a distribution tells its oldest TLS and whether it has a web firewall', async () => {
    const read = async (more: object) => (await distribution(more)).props(ARN)
    const ViewerCertificate = { MinimumProtocolVersion: 'TLSv1.2_2021' }
    expect(
      await read({ ViewerCertificate, WebACLId: 'arn:aws:wafv2:us-east-1:1:global/webacl/a/b' }),
    ).toMatchObject({ viewerTls: 'TLSv1.2_2021', webAcl: true })
    expect(await read({ WebACLId: '' })).toMatchObject({ webAcl: false })
    for (const name of ['viewerTls', 'webAcl']) expect(await read({})).not.toHaveProperty(name)
  })
})

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CustomOriginConfig.html */
describe('towards an own host', () => {
  const own = (OriginProtocolPolicy: string, ...Items: readonly string[]) => ({
    Id: 'o',
    DomainName: 'Shop.example.org',
    CustomOriginConfig: { OriginProtocolPolicy, OriginSslProtocols: { Quantity: Items.length, Items } },
  })
  const asking = async (one: object, more: object = {}) =>
    (await distribution({ Origins: { Quantity: 1, Items: [one] }, ...more })).props(ARN)
  const plainly = {
    DefaultCacheBehavior: behaviour({ TargetOriginId: 'o', ViewerProtocolPolicy: 'allow-all' }),
  }

  test('plain HTTP is spoken always, or where a viewer speaks it', async () => {
    expect(await asking(own('http-only'))).toMatchObject({ plainOrigins: ['shop.example.org'] })
    expect(await asking(own('match-viewer'), plainly)).toMatchObject({ plainOrigins: ['shop.example.org'] })
    expect(await asking(own('match-viewer'))).toMatchObject({ plainOrigins: [] })
    expect(await asking(own('https-only'), plainly)).toMatchObject({ plainOrigins: [] })
  })

  test('a behaviour that asks a group of origins asks each of them', async () => {
    const grouped = {
      DefaultCacheBehavior: behaviour({ TargetOriginId: 'g', ViewerProtocolPolicy: 'allow-all' }),
      OriginGroups: { Items: [{ Id: 'g', Members: { Items: [{ OriginId: 'o' }, { OriginId: 'p' }] } }] },
    }
    expect(await asking(own('match-viewer'), grouped)).toMatchObject({ plainOrigins: ['shop.example.org'] })
  })

  test('old TLS counts where TLS is spoken at all', async () => {
    expect(await asking(own('https-only', 'TLSv1.1', 'TLSv1.2'))).toMatchObject({
      oldTlsOrigins: ['shop.example.org'],
    })
    expect(await asking(own('https-only', 'TLSv1.2'))).toMatchObject({ oldTlsOrigins: [] })
    expect(await asking(own('http-only', 'TLSv1'))).toMatchObject({ oldTlsOrigins: [] })
  })

  test('a bucket is asked with origin access control, with an identity of old, or as anybody', async () => {
    const bucket = (more: object, identity = '') => ({
      Id: 'o',
      DomainName: 'site.s3.eu-west-1.amazonaws.com',
      S3OriginConfig: { OriginAccessIdentity: identity },
      ...more,
    })
    expect(await asking(bucket({ OriginAccessControlId: '' }))).toMatchObject({
      unsignedOrigins: ['site.s3.eu-west-1.amazonaws.com'],
    })
    expect(await asking(bucket({ OriginAccessControlId: 'E2' }))).toMatchObject({ unsignedOrigins: [] })
    expect(await asking(bucket({}, 'origin-access-identity/cloudfront/E3'))).toMatchObject({
      unsignedOrigins: [],
    })
  })
})
