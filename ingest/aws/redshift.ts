import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from './shapes.ts'

const CLUSTERS = 'redshift describe-clusters'
const LOGGING = 'redshift describe-logging-status'
const PARAMETERS = 'redshift describe-cluster-parameters'
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
      ClusterParameterGroups: listOf(
        z.object({ ParameterGroupName: z.string(), ParameterApplyStatus: textOrNone }),
      ),
      ClusterCreateTime: timeOrNone,
      Tags: tagList,
    }),
  ),
})

type Cluster = z.output<typeof clusterList>['Clusters'][number]

const loggingAnswer = z.object({ LoggingEnabled: z.boolean().nullish() })
const parameterList = z.object({
  Parameters: listOf(z.object({ ParameterName: textOrNone, ParameterValue: textOrNone })),
})

const subnetGroupList = z.object({
  ClusterSubnetGroups: listOf(
    z.object({
      ClusterSubnetGroupName: z.string(),
      Subnets: listOf(z.object({ SubnetIdentifier: textOrNone })),
    }),
  ),
})

/** Data warehouses, where in the network they are, whether they log and insist on TLS. */
export const redshift = defineCollector({
  provider: 'aws',
  service: 'redshift',
  scope: 'region',
  calls: {
    [CLUSTERS]: { permission: 'redshift:DescribeClusters', pageSize: 100 },
    [LOGGING]: { permission: 'redshift:DescribeLoggingStatus', per: 'ClusterIdentifier' },
    [PARAMETERS]: {
      permission: 'redshift:DescribeClusterParameters',
      per: 'ParameterGroupName',
      pageSize: 100,
    },
    [SUBNET_GROUPS]: { permission: 'redshift:DescribeClusterSubnetGroups', pageSize: 100 },
  },
  async *collect(context) {
    const { Clusters } = clusterList.parse((await context.call(CLUSTERS)) ?? {})
    const subnets = subnetsOf(await context.attempt(SUBNET_GROUPS))
    yield* context.map(Clusters, async (one) =>
      clusterRecords(context.partition, one, subnets.get(one.ClusterSubnetGroupName ?? '') ?? [], {
        auditLogging: await readLogging(context, one),
        tlsRequired: await readTlsRequired(context, one),
      }),
    )
  },
})

/** Subnets by subnet group; none where the groups could not be read. */
const subnetsOf = (answer: unknown): ReadonlyMap<string, readonly string[]> =>
  new Map(
    subnetGroupList
      .parse(answer ?? {})
      .ClusterSubnetGroups.map(({ ClusterSubnetGroupName, Subnets }) => [
        ClusterSubnetGroupName,
        Subnets.flatMap(({ SubnetIdentifier }) => SubnetIdentifier ?? []),
      ]),
  )

async function readLogging(context: CollectContext, one: Cluster): Promise<boolean | undefined> {
  const answer = await context.attempt(LOGGING, { ClusterIdentifier: one.ClusterIdentifier })
  return answer === undefined ? undefined : (loggingAnswer.parse(answer ?? {}).LoggingEnabled ?? false)
}

/**
 * A group that asks for TLS is no protection before the cluster runs with it.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
 */
async function readTlsRequired(context: CollectContext, one: Cluster): Promise<boolean | undefined> {
  const [group] = one.ClusterParameterGroups
  if (group === undefined) return undefined
  const answer = await context.attempt(PARAMETERS, { ParameterGroupName: group.ParameterGroupName })
  if (answer === undefined) return undefined
  const { Parameters } = parameterList.parse(answer ?? {})
  const value = Parameters.find(({ ParameterName }) => ParameterName === 'require_ssl')?.ParameterValue
  if (value?.toLowerCase() !== 'true') return false
  return group.ParameterApplyStatus === 'in-sync' ? true : undefined
}

function clusterRecords(
  partition: PartitionId,
  one: Cluster,
  subnets: readonly string[],
  read: { readonly auditLogging: boolean | undefined; readonly tlsRequired: boolean | undefined },
): Records {
  const records = new RecordBuilder()
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
    ...read,
  })
  records.node('AwsRedshiftCluster', id, props)
  records.relate(id, 'USES_KEY', keyArn(one.KmsKeyId, partition))
  records.relate(id, 'USES_SECRET', one.MasterPasswordSecretArn)
  relateNetwork(records, partition, id, {
    vpc: one.VpcId,
    subnets,
    securityGroups: one.VpcSecurityGroups.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []),
  })
  return records
}
