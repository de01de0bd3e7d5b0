import { z } from 'zod'
import { type CollectContext, defineCollector, type Records } from '../collector.ts'
import { lastPart } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const ZONES = 'route53 list-hosted-zones'
const QUERY_LOGS = 'route53 list-query-logging-configs'
const RECORDS = 'route53 list-resource-record-sets'

const zoneList = z.object({
  HostedZones: listOf(
    z.object({
      Id: z.string(),
      Name: z.string(),
      Config: z.object({ PrivateZone: z.boolean().nullish() }).nullish(),
    }),
  ),
})
type Zone = z.output<typeof zoneList>['HostedZones'][number]

const recordList = z.object({
  ResourceRecordSets: listOf(
    z.object({
      Name: z.string(),
      Type: z.string(),
      SetIdentifier: textOrNone,
      ResourceRecords: listOf(z.object({ Value: z.string() })),
    }),
  ),
})

const queryLogList = z.object({ QueryLoggingConfigs: listOf(z.object({ HostedZoneId: z.string() })) })

/** Hosted zones, and of the public ones the records that give addresses. */
export const route53 = defineCollector({
  provider: 'aws',
  service: 'route53',
  scope: 'global',
  calls: {
    [ZONES]: { permission: 'route53:ListHostedZones' },
    [QUERY_LOGS]: { permission: 'route53:ListQueryLoggingConfigs' },
    [RECORDS]: {
      permission: 'route53:ListResourceRecordSets',
      per: 'HostedZoneId',
      next: {
        StartRecordName: 'NextRecordName',
        StartRecordType: 'NextRecordType',
        StartRecordIdentifier: 'NextRecordIdentifier',
      },
    },
  },
  async *collect(context) {
    const { HostedZones } = zoneList.parse((await context.call(ZONES)) ?? {})
    const isPublic = HostedZones.some(({ Config }) => Config?.PrivateZone !== true)
    const logged = isPublic ? await zonesWithQueryLogs(context) : undefined
    yield* context.map(HostedZones, (zone) => readZone(context, zone, logged))
  },
})

/** undefined when they could not be listed. */
async function zonesWithQueryLogs(context: CollectContext): Promise<ReadonlySet<string> | undefined> {
  const answer = await context.attempt(QUERY_LOGS)
  if (answer === undefined) return undefined
  const { QueryLoggingConfigs } = queryLogList.parse(answer ?? {})
  return new Set(QueryLoggingConfigs.map(({ HostedZoneId }) => lastPart(HostedZoneId)))
}

async function readZone(
  context: CollectContext,
  zone: Zone,
  logged: ReadonlySet<string> | undefined,
): Promise<Records> {
  const { partition } = context
  const records = new RecordBuilder()
  const zoneId = lastPart(zone.Id)
  const arn = `arn:aws:route53:::hostedzone/${zoneId}`
  const isPrivate = zone.Config?.PrivateZone ?? false
  records.node(
    'AwsRoute53Zone',
    arn,
    nodeProps(partition, domainOf(zone.Name), {
      zoneId,
      private: isPrivate,
      queryLogs: isPrivate ? undefined : logged?.has(zoneId),
    }),
  )
  if (isPrivate) return records
  const answer = await context.attempt(RECORDS, { HostedZoneId: zoneId })
  for (const one of recordList.parse(answer ?? {}).ResourceRecordSets) {
    const addresses = one.ResourceRecords.map(({ Value }) => Value)
    if (one.Type !== 'A' || addresses.length === 0) continue
    const name = domainOf(one.Name)
    const id = [arn, name, one.Type, ...((one.SetIdentifier ?? '') ? [one.SetIdentifier] : [])].join('/')
    const props = nodeProps(partition, name, {
      type: one.Type,
      setIdentifier: one.SetIdentifier,
      addresses: addresses.sort(),
    })
    records.node('AwsRoute53Record', id, props).relate(arn, 'CONTAINS', id)
  }
  return records
}

/** Without the last dot; `\\052` is an asterisk: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html */
const domainOf = (name: string): string =>
  name
    .replace(/\.$/, '')
    .replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
