import { z } from 'zod'
import { type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { listOf, textOrNone } from '../shapes.ts'
import { readAddresses } from './addresses.ts'
import { readInternetGateways, readNatGateways, readPeerings, readTransitGateways } from './gateways.ts'
import { Ec2Ids } from './ids.ts'
import { instanceRecords, listInstances, readInterfaces, userDataText } from './instances.ts'
import { listTemplates, templateRecords } from './launch-templates.ts'
import {
  type Reader,
  readNetworkAcls,
  readRouteTables,
  readSecurityGroups,
  readSubnets,
  readVpcs,
} from './network.ts'
import { readRegionSettings } from './settings.ts'
import { imageRecords, listImages, listSnapshots, readVolumes, snapshotRecords } from './storage.ts'

/** Lists that need nothing else; owners of shared networks are learnt first. */
const LISTS: readonly (readonly [call: string, read: Reader])[] = [
  ['ec2 describe-vpcs', readVpcs],
  ['ec2 describe-subnets', readSubnets],
  ['ec2 describe-security-groups', readSecurityGroups],
  ['ec2 describe-route-tables', readRouteTables],
  ['ec2 describe-network-acls', readNetworkAcls],
  ['ec2 describe-internet-gateways', readInternetGateways],
  ['ec2 describe-nat-gateways', readNatGateways],
  ['ec2 describe-addresses', readAddresses],
  ['ec2 describe-transit-gateways', readTransitGateways],
  ['ec2 describe-vpc-peering-connections', readPeerings],
  ['ec2 describe-network-interfaces', readInterfaces],
  ['ec2 describe-volumes', readVolumes],
]

/** Instances, what they are launched from, their disks and their networks. */
export const ec2 = defineCollector({
  provider: 'aws',
  service: 'ec2',
  scope: 'region',
  calls: {
    'ec2 describe-instances': { permission: 'ec2:DescribeInstances', pageSize: 1000 },
    'ec2 describe-instance-attribute': { permission: 'ec2:DescribeInstanceAttribute', per: 'InstanceId' },
    'ec2 describe-vpcs': { permission: 'ec2:DescribeVpcs' },
    'ec2 describe-flow-logs': { permission: 'ec2:DescribeFlowLogs' },
    'ec2 describe-subnets': { permission: 'ec2:DescribeSubnets' },
    'ec2 describe-security-groups': { permission: 'ec2:DescribeSecurityGroups', pageSize: 1000 },
    'ec2 describe-route-tables': { permission: 'ec2:DescribeRouteTables' },
    'ec2 describe-network-acls': { permission: 'ec2:DescribeNetworkAcls' },
    'ec2 describe-internet-gateways': { permission: 'ec2:DescribeInternetGateways' },
    'ec2 describe-nat-gateways': { permission: 'ec2:DescribeNatGateways' },
    'ec2 describe-addresses': { permission: 'ec2:DescribeAddresses' },
    'ec2 describe-transit-gateways': { permission: 'ec2:DescribeTransitGateways', pageSize: 1000 },
    'ec2 describe-vpc-peering-connections': { permission: 'ec2:DescribeVpcPeeringConnections' },
    'ec2 describe-network-interfaces': { permission: 'ec2:DescribeNetworkInterfaces', pageSize: 1000 },
    'ec2 get-ebs-encryption-by-default': { permission: 'ec2:GetEbsEncryptionByDefault' },
    'ec2 get-instance-metadata-defaults': { permission: 'ec2:GetInstanceMetadataDefaults' },
    'ec2 get-image-block-public-access-state': { permission: 'ec2:GetImageBlockPublicAccessState' },
    'ec2 get-snapshot-block-public-access-state': { permission: 'ec2:GetSnapshotBlockPublicAccessState' },
    'ec2 describe-volumes': { permission: 'ec2:DescribeVolumes', pageSize: 500 },
    'ec2 describe-snapshots': { permission: 'ec2:DescribeSnapshots', pageSize: 1000 },
    'ec2 describe-snapshot-attribute': { permission: 'ec2:DescribeSnapshotAttribute', per: 'SnapshotId' },
    'ec2 describe-images': { permission: 'ec2:DescribeImages', pageSize: 1000 },
    'ec2 describe-image-attribute': { permission: 'ec2:DescribeImageAttribute', per: 'ImageId' },
    'ec2 describe-launch-templates': { permission: 'ec2:DescribeLaunchTemplates' },
    'ec2 describe-launch-template-versions': {
      permission: 'ec2:DescribeLaunchTemplateVersions',
      per: 'LaunchTemplateId',
    },
  },
  async *collect(context) {
    const ids = new Ec2Ids(context.partition)
    const flowLogs = await loggedVpcs(context)
    for (const [call, read] of LISTS) {
      const answer = await context.attempt(call)
      if (answer !== undefined) yield withFlowLogs(read(context.partition, ids, answer), flowLogs)
    }
    yield await readRegionSettings(context)
    yield* instances(context, ids)
    yield* templates(context, ids)
    yield* snapshots(context, ids)
    yield* images(context, ids)
  },
})

async function* instances(context: CollectContext, ids: Ec2Ids): AsyncIterable<Records> {
  const listed = listInstances(await context.attempt('ec2 describe-instances'))
  yield* context.map(listed, async (one) => {
    const input = { InstanceId: one.InstanceId, Attribute: 'userData' }
    const userData = userDataText(await context.attempt('ec2 describe-instance-attribute', input))
    return instanceRecords(context.partition, ids, one, userData)
  })
}

async function* templates(context: CollectContext, ids: Ec2Ids): AsyncIterable<Records> {
  const listed = listTemplates(await context.attempt('ec2 describe-launch-templates'))
  yield* context.map(listed, async (template) => {
    const input = { LaunchTemplateId: template.LaunchTemplateId, Versions: ['$Default', '$Latest'] }
    const versions = await context.attempt('ec2 describe-launch-template-versions', input)
    return templateRecords(context.partition, ids, template, versions)
  })
}

async function* snapshots(context: CollectContext, ids: Ec2Ids): AsyncIterable<Records> {
  const answer = await context.attempt('ec2 describe-snapshots', { OwnerIds: ['self'] })
  yield* context.map(listSnapshots(context.partition, answer), async (snapshot) => {
    const input = { SnapshotId: snapshot.SnapshotId, Attribute: 'createVolumePermission' }
    const permissions = await context.attempt('ec2 describe-snapshot-attribute', input)
    return snapshotRecords(context.partition, ids, snapshot, permissions)
  })
}

async function* images(context: CollectContext, ids: Ec2Ids): AsyncIterable<Records> {
  const answer = await context.attempt('ec2 describe-images', { Owners: ['self'] })
  yield* context.map(listImages(context.partition, answer), async (image) => {
    const input = { ImageId: image.ImageId, Attribute: 'launchPermission' }
    const permissions = await context.attempt('ec2 describe-image-attribute', input)
    return imageRecords(context.partition, ids, image, permissions)
  })
}

const flowLogList = z.object({
  FlowLogs: listOf(z.object({ ResourceId: textOrNone, FlowLogStatus: textOrNone, TrafficType: textOrNone })),
})

/** VPCs with an active flow log of their own that tells of refused traffic; undefined when that could not be read. */
async function loggedVpcs(context: CollectContext): Promise<ReadonlySet<string> | undefined> {
  const answer = await context.attempt('ec2 describe-flow-logs')
  if (answer === undefined) return undefined
  const active = flowLogList
    .parse(answer ?? {})
    .FlowLogs.filter((log) => log.FlowLogStatus !== 'INACTIVE' && log.TrafficType !== 'ACCEPT')
  return new Set(active.map((log) => log.ResourceId).filter((id) => id !== undefined))
}

function withFlowLogs(records: Records, logged: ReadonlySet<string> | undefined): Records {
  if (logged === undefined) return records
  const nodes = records.nodes.map((node) =>
    node.kind === 'AwsVpc' && typeof node.props.vpcId === 'string'
      ? { ...node, props: { ...node.props, flowLogs: logged.has(node.props.vpcId) } }
      : node,
  )
  return { ...records, nodes }
}
