import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const INSTANCES = 'lightsail get-instances'
const STATIC_IPS = 'lightsail get-static-ips'
const next = { pageToken: 'nextPageToken' }

/** https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_InstancePortInfo.html */
const port = z.object({
  fromPort: z.number().nullish(),
  toPort: z.number().nullish(),
  protocol: textOrNone,
  accessDirection: textOrNone,
  cidrs: listOf(z.string()),
  ipv6Cidrs: listOf(z.string()),
})
type Port = z.output<typeof port>

const instanceList = z.object({
  instances: listOf(
    z.object({
      arn: z.string(),
      name: textOrNone,
      publicIpAddress: textOrNone,
      privateIpAddress: textOrNone,
      networking: z.object({ ports: listOf(port) }).nullish(),
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
      openPorts: one.networking?.ports.filter(isOpen).map(nameOf).sort(),
      state: one.state?.name,
      createdAt: one.createdAt,
    })
    records.node('AwsLightsailInstance', one.arn, props)
  }
  return records
}

const isOpen = ({ accessDirection, cidrs, ipv6Cidrs }: Port): boolean =>
  accessDirection !== 'outbound' && (cidrs.includes('0.0.0.0/0') || ipv6Cidrs.includes('::/0'))

/** What is no TCP or UDP has types in place of ports. */
function nameOf({ protocol = 'all', fromPort, toPort }: Port): string {
  if (protocol !== 'tcp' && protocol !== 'udp') return protocol
  return `${protocol}/${fromPort === toPort ? fromPort : `${fromPort}-${toPort}`}`
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
