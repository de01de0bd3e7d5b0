import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { lastPart } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, lowerTagList, nodeProps, tagTexts, textOrNone } from '../shapes.ts'

const described = z.object({
  clusters: listOf(
    z.object({
      clusterArn: z.string(),
      status: textOrNone,
      registeredContainerInstancesCount: z.number().optional(),
      runningTasksCount: z.number().optional(),
      activeServicesCount: z.number().optional(),
      capacityProviders: listOf(z.string()),
      settings: listOf(z.object({ name: textOrNone, value: textOrNone })),
      configuration: z
        .object({ executeCommandConfiguration: z.object({ logging: textOrNone }).nullish() })
        .nullish(),
      tags: lowerTagList,
    }),
  ),
})
type Cluster = z.output<typeof described>['clusters'][number]

/** The ARNs that a list call gives under the member. */
export const namesIn = (answer: unknown, member: string): string[] =>
  z.object({ [member]: listOf(z.string()) }).parse(answer ?? {})[member] ?? []

/** A cluster is named the same way whether it is asked for or lies in a file. */
export const clusterList = (arns: readonly string[]): string[] => arns.map(lastPart)

/** Every listed cluster, with what its description says if it came. */
export function clusterRecords(partition: PartitionId, arns: readonly string[], answer: unknown): Records {
  const records = new RecordBuilder()
  const known = new Map(described.parse(answer ?? {}).clusters.map((one) => [one.clusterArn, one]))
  for (const arn of arns) {
    const cluster = known.get(arn)
    records.node(
      'AwsEcsCluster',
      arn,
      nodeProps(partition, lastPart(arn), cluster === undefined ? {} : settings(cluster)),
    )
  }
  return records
}

const settings = (cluster: Cluster) => ({
  status: cluster.status,
  containerInstances: cluster.registeredContainerInstancesCount,
  runningTasks: cluster.runningTasksCount,
  activeServices: cluster.activeServicesCount,
  capacityProviders: cluster.capacityProviders.toSorted(),
  containerInsights: cluster.settings.find(({ name }) => name === 'containerInsights')?.value,
  executeCommandLogging: cluster.configuration?.executeCommandConfiguration?.logging,
  tags: tagTexts(cluster.tags),
})
