import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { lastPart, regionalArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { imageSource } from '../code-source.ts'
import { relateNetwork } from '../network-ends.ts'
import { listOf, lowerTagList, nodeProps, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import { clusterOf } from './services.ts'

const described = z.object({
  tasks: listOf(
    z.object({
      taskArn: z.string(),
      clusterArn: textOrNone,
      taskDefinitionArn: textOrNone,
      containerInstanceArn: textOrNone,
      lastStatus: textOrNone,
      launchType: textOrNone,
      group: textOrNone,
      enableExecuteCommand: z.boolean().nullish(),
      overrides: z.object({ taskRoleArn: textOrNone, executionRoleArn: textOrNone }).nullish(),
      containers: listOf(
        z.object({
          name: textOrNone,
          image: textOrNone,
          imageDigest: textOrNone,
          managedAgents: listOf(z.object({ name: textOrNone, lastStatus: textOrNone })),
        }),
      ),
      attachments: listOf(z.object({ details: listOf(z.object({ name: textOrNone, value: textOrNone })) })),
      createdAt: timeOrNone,
      tags: lowerTagList,
    }),
  ),
})
type Task = z.output<typeof described>['tasks'][number]

/** Tasks that have not stopped, with the role of those that were started with another than their definition's. */
export function taskRecords(partition: PartitionId, _arns: readonly string[], answer: unknown): Records {
  const records = new RecordBuilder()
  for (const task of described.parse(answer ?? {}).tasks) {
    if (task.lastStatus === 'STOPPED') continue
    const id = task.taskArn
    const cluster = task.clusterArn ?? clusterOf(partition, id)
    records.node('AwsEcsTask', id, taskProps(partition, task))
    records.relate(id, 'IN_CLUSTER', cluster)
    records.relate(id, 'USES_DEFINITION', task.taskDefinitionArn)
    records.relate(id, 'RUNS_ON', task.containerInstanceArn)
    records.relate(id, 'HAS_EXECUTION_ROLE', task.overrides?.taskRoleArn)
    records.relate(serviceOf(partition, task, cluster), 'MANAGES', id)
    for (const image of new Set(task.containers.flatMap(imageOf))) records.relate(id, 'RUNS_IMAGE', image)
    relateNetwork(records, partition, id, { subnets: detailsOf(task, 'subnetId') })
    for (const face of detailsOf(task, 'networkInterfaceId')) {
      records.relate(id, 'HAS_INTERFACE', regionalArn(partition, 'ec2', `network-interface/${face}`))
    }
  }
  return records
}

function taskProps(partition: PartitionId, task: Task) {
  const agents = task.containers
    .flatMap(({ managedAgents }) => managedAgents)
    .filter(({ name }) => name === 'ExecuteCommandAgent')
  const running = agents.find(({ lastStatus }) => lastStatus === 'RUNNING') ?? agents[0]
  return nodeProps(partition, lastPart(task.taskArn), {
    lastStatus: task.lastStatus,
    launchType: task.launchType,
    group: task.group,
    executeCommandEnabled: task.enableExecuteCommand ?? false,
    executeCommandAgent: running?.lastStatus ?? null,
    taskRole: task.overrides?.taskRoleArn,
    containers: task.containers.flatMap(({ name }) => name ?? []).sort(),
    images: [...new Set(task.containers.flatMap(({ image }) => image ?? []))].sort(),
    createdAt: task.createdAt,
    tags: tagTexts(task.tags),
  })
}

/** ARN of the very image in a private repository; a tag may have moved since. */
function imageOf({ image, imageDigest }: Task['containers'][number]): string | [] {
  const source = imageSource(image)
  return source === undefined || imageDigest === undefined ? [] : `${source.store}/${imageDigest}`
}

const detailsOf = (task: Task, wanted: string): string[] =>
  task.attachments.flatMap(({ details }) =>
    details.flatMap(({ name, value }) => (name === wanted && value !== undefined ? value : [])),
  )

function serviceOf(partition: PartitionId, task: Task, cluster: string | undefined): string | undefined {
  const name = /^service:(.+)$/.exec(task.group ?? '')?.[1]
  if (name === undefined || cluster === undefined) return undefined
  return regionalArn(partition, 'ecs', `service/${lastPart(cluster)}/${name}`)
}
