import { z } from 'zod'
import { ApiError, type CollectContext, defineCollector, type Records } from '../collector.ts'
import { bucketOfHost } from './bucket-host.ts'
import { RecordBuilder } from './builder.ts'
import { itemsOf, origin, originGroup, originProps } from './cloudfront-origins.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const LIST = 'cloudfront list-distributions'
const CONFIG = 'cloudfront get-distribution-config'
const LOCATION = 's3api get-bucket-location'

const behaviour = z.object({
  TargetOriginId: textOrNone,
  ViewerProtocolPolicy: z.string(),
  RealtimeLogConfigArn: z.string().nullish(),
})

const distributionList = z.object({
  DistributionList: itemsOf(
    z.object({
      Id: z.string(),
      ARN: z.string(),
      DomainName: z.string(),
      Enabled: z.boolean().nullish(),
      Aliases: itemsOf(z.string()),
      Origins: z.object({ Items: listOf(origin) }).nullish(),
      OriginGroups: itemsOf(originGroup),
      DefaultCacheBehavior: behaviour.nullish(),
      CacheBehaviors: itemsOf(behaviour),
      ViewerCertificate: z.object({ MinimumProtocolVersion: textOrNone }).nullish(),
      WebACLId: z.string().nullish(),
    }),
  ),
})
type Distribution = z.output<typeof distributionList>['DistributionList'][number]

const configuration = z.object({
  DistributionConfig: z.object({ Logging: z.object({ Enabled: z.boolean().nullish() }).nullish() }),
})

/** Distributions: how they take viewers' requests, what they log, and which buckets they fetch from. */
export const cloudfront = defineCollector({
  provider: 'aws',
  service: 'cloudfront',
  scope: 'global',
  calls: {
    [LIST]: { permission: 'cloudfront:ListDistributions', within: 'DistributionList' },
    [CONFIG]: { permission: 'cloudfront:GetDistributionConfig', per: 'Id' },
    [LOCATION]: { permission: 's3:GetBucketLocation', per: 'Bucket' },
  },
  async *collect(context) {
    const { DistributionList } = distributionList.parse((await context.call(LIST)) ?? {})
    yield* context.map(DistributionList, (one) => readDistribution(context, one))
  },
})

async function readDistribution(context: CollectContext, one: Distribution): Promise<Records> {
  const records = new RecordBuilder()
  const buckets = one.Origins?.Items.flatMap(({ DomainName }) => bucketOfHost(DomainName) ?? [])
  const behaviours = one.DefaultCacheBehavior && [one.DefaultCacheBehavior, ...one.CacheBehaviors]
  const answer = await context.attempt(CONFIG, { Id: one.Id })
  const props = nodeProps(context.partition, one.Aliases[0] ?? one.DomainName, {
    distributionId: one.Id,
    domainName: one.DomainName,
    aliases: one.Aliases.toSorted(),
    enabled: one.Enabled ?? undefined,
    allowsHttp: behaviours?.some(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === 'allow-all'),
    standardLogging: answer == null ? undefined : hasStandardLogging(answer),
    realtimeLogging: behaviours?.every(({ RealtimeLogConfigArn }) => Boolean(RealtimeLogConfigArn)),
    viewerTls: one.ViewerCertificate?.MinimumProtocolVersion,
    webAcl: one.WebACLId == null ? undefined : one.WebACLId !== '',
    ...(one.Origins && behaviours && originProps(one.Origins.Items, one.OriginGroups, behaviours)),
    originHosts: one.Origins?.Items.map(({ DomainName }) => DomainName.toLowerCase()).sort(),
    ...(buckets && (await lookUpAll(context, records, buckets))),
  })
  return records.node('AwsCloudFrontDistribution', one.ARN, props)
}

const hasStandardLogging = (answer: unknown): boolean =>
  configuration.parse(answer).DistributionConfig.Logging?.Enabled ?? false

async function lookUpAll(context: CollectContext, records: RecordBuilder, names: readonly string[]) {
  const originBuckets = [...new Set(names)].sort()
  const found = new Map<string, Existence>()
  for (const bucket of originBuckets) found.set(bucket, await lookUp(context, records, bucket))
  const thatAre = (existence: Existence) => originBuckets.filter((bucket) => found.get(bucket) === existence)
  return { originBuckets, absentBuckets: thatAre('absent'), unreadBuckets: thatAre('unread') }
}

type Existence = 'present' | 'absent' | 'unread'

/** A bucket of another account denies itself, which is no gap in what was read of this one. */
async function lookUp(context: CollectContext, records: RecordBuilder, Bucket: string): Promise<Existence> {
  try {
    await context.call(LOCATION, { Bucket })
    return 'present'
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'NoSuchBucket') return 'absent'
    if (error.state !== 'DENIED')
      records.missing.push({ call: LOCATION, state: error.state, resource: Bucket })
    return 'unread'
  }
}
