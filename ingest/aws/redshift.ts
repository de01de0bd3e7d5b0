import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from './shapes.ts'

const CLUSTERS = 'redshift describe-clusters'
const SUBNET_GROUPS = 'redshift describe-cluster-subnet-groups'

const clusterList = z.object({
  Clusters: listOf(
    z.object({
      ClusterIdentifier: z.string(),
      ClusterStatus: textOrNone,
      AvailabilityZone: textOrNone,
      Endpoint: z.object({ Address: textOrNone, Port: z.number().nullish() }).nullish(),
      Encrypted: z.boolean().nullish(),
      KmsKeyId: textOrNone,
      PubliclyAccessible: z.boolean().nullish(),
      EnhancedVpcRouting: z.boolean().nullish(),
      AutomatedSnapshotRetentionPeriod: z.number().nullish(),
      MasterPasswordSecretArn: textOrNone,
      VpcId: textOrNone,
      ClusterSubnetGroupName: textOrNone,
      VpcSecurityGroups: listOf(z.object({ VpcSecurityGroupId: textOrNone })),
      ClusterCreateTime: timeOrNone,
      Tags: tagList,
    }),
  ),
})

const subnetGroupList = z.object({
  ClusterSubnetGroups: listOf(
    z.object({
      ClusterSubnetGroupName: z.string(),
      Subnets: listOf(z.object({ SubnetIdentifier: textOrNone })),
    }),
  ),
})

/** Data warehouses, and where in the network they are. */
export const redshift = defineCollector({
  provider: 'aws',
  service: 'redshift',
  scope: 'region',
  calls: {
    [CLUSTERS]: { permission: 'redshift:DescribeClusters', pageSize: 100 },
    [SUBNET_GROUPS]: { permission: 'redshift:DescribeClusterSubnetGroups', pageSize: 100 },
  },
  async *collect(context) {
    const clusters = await context.call(CLUSTERS)
    yield clusterRecords(context.partition, clusters, await context.attempt(SUBNET_GROUPS))
  },
})

/** `subnetGroups`: undefined when they could not be read. */
function clusterRecords(partition: PartitionId, answer: unknown, subnetGroups: unknown): Records {
  const records = new RecordBuilder()
  const subnets = new Map(
    subnetGroupList
      .parse(subnetGroups ?? {})
      .ClusterSubnetGroups.map(({ ClusterSubnetGroupName, Subnets }) => [
        ClusterSubnetGroupName,
        Subnets.flatMap(({ SubnetIdentifier }) => SubnetIdentifier ?? []),
      ]),
  )
  for (const one of clusterList.parse(answer ?? {}).Clusters) {
    const id = regionalArn(partition, 'redshift', `cluster:${one.ClusterIdentifier}`)
    const props = nodeProps(partition, one.ClusterIdentifier, {
      status: one.ClusterStatus,
      encrypted: one.Encrypted ?? undefined,
      publiclyAccessible: one.PubliclyAccessible ?? undefined,
      enhancedVpcRouting: one.EnhancedVpcRouting ?? undefined,
      snapshotRetentionDays: one.AutomatedSnapshotRetentionPeriod ?? undefined,
      masterSecretManaged: one.MasterPasswordSecretArn !== undefined,
      availabilityZone: one.AvailabilityZone,
      endpoint: one.Endpoint?.Address,
      port: one.Endpoint?.Port ?? undefined,
      createdAt: one.ClusterCreateTime,
      tags: tagTexts(one.Tags),
    })
    records.node('AwsRedshiftCluster', id, props)
    records.relate(id, 'USES_KEY', keyArn(one.KmsKeyId, partition))
    records.relate(id, 'USES_SECRET', one.MasterPasswordSecretArn)
    relateNetwork(records, partition, id, {
      vpc: one.VpcId,
      subnets: subnets.get(one.ClusterSubnetGroupName ?? '') ?? [],
      securityGroups: one.VpcSecurityGroups.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []),
    })
  }
  return records
}
