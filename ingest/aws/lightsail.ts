import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const INSTANCES = 'lightsail get-instances'
const STATIC_IPS = 'lightsail get-static-ips'
const next = { pageToken: 'nextPageToken' }

const instanceList = z.object({
  instances: listOf(
    z.object({
      arn: z.string(),
      name: textOrNone,
      publicIpAddress: textOrNone,
      privateIpAddress: textOrNone,
      state: z.object({ name: textOrNone }).nullish(),
      createdAt: timeOrNone,
    }),
  ),
})

const staticIpList = z.object({
  staticIps: listOf(
    z.object({
      arn: z.string(),
      name: textOrNone,
      ipAddress: textOrNone,
      isAttached: z.boolean().nullish(),
      createdAt: timeOrNone,
    }),
  ),
})

/** Lightsail's instances and addresses, which EC2 does not tell of. */
export const lightsail = defineCollector({
  provider: 'aws',
  service: 'lightsail',
  scope: 'region',
  calls: {
    [INSTANCES]: { permission: 'lightsail:GetInstances', next },
    [STATIC_IPS]: { permission: 'lightsail:GetStaticIps', next },
  },
  async *collect(context) {
    yield instanceRecords(context.partition, await context.call(INSTANCES))
    const addresses = await context.attempt(STATIC_IPS)
    if (addresses !== undefined) yield addressRecords(context.partition, addresses)
  },
})

function instanceRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of instanceList.parse(answer ?? {}).instances) {
    const props = nodeProps(partition, one.name, {
      publicIp: one.publicIpAddress,
      privateIp: one.privateIpAddress,
      state: one.state?.name,
      createdAt: one.createdAt,
    })
    records.node('AwsLightsailInstance', one.arn, props)
  }
  return records
}

function addressRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of staticIpList.parse(answer ?? {}).staticIps) {
    const props = nodeProps(partition, one.name, {
      publicIp: one.ipAddress,
      attached: one.isAttached ?? undefined,
      createdAt: one.createdAt,
    })
    records.node('AwsLightsailStaticIp', one.arn, props)
  }
  return records
}
