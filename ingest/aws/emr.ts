import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { regionalArn, roleArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { profileArn } from './ec2/launch-templates.ts'
import { relateNetwork } from './network-ends.ts'
import { regionRecords } from './region-node.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone } from './shapes.ts'

const BLOCK = 'emr get-block-public-access-configuration'
const LIST = 'emr list-clusters'
const CLUSTER = 'emr describe-cluster'
/** Clusters that still run or can; terminated ones are listed for two months. */
const ALIVE = ['STARTING', 'BOOTSTRAPPING', 'RUNNING', 'WAITING']

const clusterList = z.object({
  Clusters: listOf(
    z.object({
      Id: z.string(),
      Name: textOrNone,
      ClusterArn: textOrNone,
      Status: z.object({ State: textOrNone }).nullish(),
    }),
  ),
})
export type EmrCluster = z.output<typeof clusterList>['Clusters'][number]

const detail = z.object({
  Cluster: z.object({
    ServiceRole: textOrNone,
    AutoScalingRole: textOrNone,
    ReleaseLabel: textOrNone,
    SecurityConfiguration: textOrNone,
    LogUri: textOrNone,
    VisibleToAllUsers: z.boolean().nullish(),
    MasterPublicDnsName: textOrNone,
    Applications: listOf(z.object({ Name: textOrNone })),
    Ec2InstanceAttributes: z
      .object({
        IamInstanceProfile: textOrNone,
        Ec2SubnetId: textOrNone,
        EmrManagedMasterSecurityGroup: textOrNone,
        EmrManagedSlaveSecurityGroup: textOrNone,
      })
      .nullish(),
    Tags: tagList,
  }),
})
type Detail = z.output<typeof detail>['Cluster']

const block = z.object({
  BlockPublicAccessConfiguration: z.object({
    BlockPublicSecurityGroupRules: z.boolean().nullish(),
    PermittedPublicSecurityGroupRuleRanges: listOf(
      z.object({ MinRange: z.number(), MaxRange: z.number().nullish() }),
    ),
  }),
})

/** Clusters that run, and the identities of their instances. */
export const emr = defineCollector({
  provider: 'aws',
  service: 'emr',
  scope: 'region',
  calls: {
    [BLOCK]: { permission: 'elasticmapreduce:GetBlockPublicAccessConfiguration' },
    [LIST]: { permission: 'elasticmapreduce:ListClusters' },
    [CLUSTER]: { permission: 'elasticmapreduce:DescribeCluster', per: 'ClusterId' },
  },
  async *collect(context) {
    const emrOpenPorts = openPorts(await context.attempt(BLOCK))
    if (emrOpenPorts !== undefined) yield regionRecords(context.partition, { emrOpenPorts })
    const { Clusters } = clusterList.parse((await context.call(LIST, { ClusterStates: ALIVE })) ?? {})
    const alive = Clusters.filter(({ Status }) => !Status?.State?.startsWith('TERMINAT'))
    yield* context.map(alive, async (one) =>
      clusterRecords(context.partition, one, await context.attempt(CLUSTER, { ClusterId: one.Id })),
    )
  },
})

/** Where nothing is blocked all ports may be open: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html */
function openPorts(answer: unknown): string[] | undefined {
  if (!answer) return undefined
  const { BlockPublicAccessConfiguration: found } = block.parse(answer)
  if (found.BlockPublicSecurityGroupRules !== true) return ['0-65535']
  return found.PermittedPublicSecurityGroupRuleRanges.map(({ MinRange, MaxRange }) =>
    MaxRange == null || MaxRange === MinRange ? String(MinRange) : `${MinRange}-${MaxRange}`,
  ).sort()
}

/** `answer`: undefined when the cluster could not be described. */
export function clusterRecords(partition: PartitionId, one: EmrCluster, answer: unknown): Records {
  const records = new RecordBuilder()
  const id = one.ClusterArn ?? regionalArn(partition, 'elasticmapreduce', `cluster/${one.Id}`)
  const known = answer ? detail.parse(answer).Cluster : undefined
  const ec2 = known?.Ec2InstanceAttributes
  records.node(
    'AwsEmrCluster',
    id,
    nodeProps(partition, one.Name ?? one.Id, { status: one.Status?.State, ...(known && settings(known)) }),
  )
  records.relate(id, 'HAS_SERVICE_ROLE', roleArn(known?.ServiceRole, partition))
  records.relate(id, 'HAS_INSTANCE_PROFILE', profileArn(partition, ec2?.IamInstanceProfile))
  relateNetwork(records, partition, id, {
    subnets: ec2?.Ec2SubnetId ? [ec2.Ec2SubnetId] : [],
    securityGroups: [ec2?.EmrManagedMasterSecurityGroup, ec2?.EmrManagedSlaveSecurityGroup].flatMap(
      (group) => group ?? [],
    ),
  })
  return records
}

const settings = (known: Detail) => ({
  serviceRole: known.ServiceRole ?? null,
  jobFlowRole: known.Ec2InstanceAttributes?.IamInstanceProfile ?? null,
  autoScalingRole: known.AutoScalingRole ?? null,
  release: known.ReleaseLabel,
  securityConfiguration: known.SecurityConfiguration ?? null,
  logUri: known.LogUri ?? null,
  visibleToAllUsers: known.VisibleToAllUsers ?? undefined,
  masterDnsName: known.MasterPublicDnsName || undefined,
  applications: known.Applications.flatMap(({ Name }) => Name ?? []).sort(),
  tags: tagTexts(known.Tags),
})
