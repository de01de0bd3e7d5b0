import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../../collector.ts'
import { keyArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from '../shapes.ts'
import { recordedEvents } from './event-selectors.ts'

const LIST = 'cloudtrail describe-trails'
const STATUS = 'cloudtrail get-trail-status'
const SELECTORS = 'cloudtrail get-event-selectors'

const trailList = z.object({
  trailList: listOf(
    z.object({
      TrailARN: z.string(),
      Name: textOrNone,
      HomeRegion: textOrNone,
      S3BucketName: textOrNone,
      IsMultiRegionTrail: z.boolean().nullish(),
      IsOrganizationTrail: z.boolean().nullish(),
      LogFileValidationEnabled: z.boolean().nullish(),
      CloudWatchLogsLogGroupArn: textOrNone,
      KmsKeyId: textOrNone,
    }),
  ),
})
type Trail = z.output<typeof trailList>['trailList'][number]

const statusAnswer = z.object({
  IsLogging: z.boolean().nullish(),
  LatestCloudWatchLogsDeliveryTime: timeOrNone,
})

/** Trails, what they record and whether they do. */
export const cloudtrail = defineCollector({
  provider: 'aws',
  service: 'cloudtrail',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'cloudtrail:DescribeTrails' },
    [STATUS]: { permission: 'cloudtrail:GetTrailStatus', per: 'Name' },
    [SELECTORS]: { permission: 'cloudtrail:GetEventSelectors', per: 'TrailName' },
  },
  async *collect(context) {
    const answer = await context.call(LIST)
    // A trail of all regions is listed in each of them; it is read where it was made.
    const own = trailList
      .parse(answer ?? {})
      .trailList.filter(
        ({ HomeRegion }) => HomeRegion === undefined || HomeRegion === context.partition.region,
      )
    yield* context.map(own, (trail) => readTrail(context, trail))
  },
})

async function readTrail(context: CollectContext, trail: Trail): Promise<Records> {
  const status = await context.attempt(STATUS, { Name: trail.TrailARN })
  const selectors = await context.attempt(SELECTORS, { TrailName: trail.TrailARN })
  return trailRecords(context.partition, trail, status, selectors)
}

/** `status` and `selectors`: undefined for what could not be read. */
function trailRecords(partition: PartitionId, trail: Trail, status: unknown, selectors: unknown): Records {
  const told = status === undefined ? undefined : statusAnswer.parse(status ?? {})
  // An organization's trail shows in its member accounts too, and lies in the management account.
  const owner = trail.TrailARN.split(':')[4] ?? partition.account
  const props = nodeProps({ ...partition, account: owner }, trail.Name, {
    homeRegion: trail.HomeRegion,
    multiRegion: trail.IsMultiRegionTrail ?? false,
    organizationTrail: trail.IsOrganizationTrail ?? false,
    logFileValidation: trail.LogFileValidationEnabled ?? false,
    bucket: trail.S3BucketName,
    logGroup: trail.CloudWatchLogsLogGroupArn ?? null,
    kmsKey: trail.KmsKeyId ?? null,
    kmsEncrypted: trail.KmsKeyId !== undefined,
    deliversToLogs: trail.CloudWatchLogsLogGroupArn !== undefined,
    logging: told === undefined ? undefined : (told.IsLogging ?? false),
    deliveredToLogsAt: told?.LatestCloudWatchLogsDeliveryTime,
    ...(selectors === undefined ? {} : recordedEvents(selectors)),
  })
  return new RecordBuilder()
    .node('AwsCloudTrail', trail.TrailARN, props)
    .relate(trail.TrailARN, 'RECORDS', partition.account)
    .relate(trail.TrailARN, 'LOGS_TO', trail.S3BucketName && `arn:aws:s3:::${trail.S3BucketName}`)
    .relate(trail.TrailARN, 'USES_KEY', keyArn(trail.KmsKeyId, partition))
}
