import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { regionalArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from '../shapes.ts'
import { clusterOf } from './services.ts'

const described = z.object({
  containerInstances: listOf(
    z.object({
      containerInstanceArn: z.string(),
      ec2InstanceId: textOrNone,
      status: textOrNone,
      agentConnected: z.boolean().nullish(),
      versionInfo: z.object({ agentVersion: textOrNone }).nullish(),
      registeredAt: timeOrNone,
    }),
  ),
})

/** Instances that tasks are placed on, and the EC2 instances they are. */
export function containerInstanceRecords(
  partition: PartitionId,
  _arns: readonly string[],
  answer: unknown,
): Records {
  const records = new RecordBuilder()
  for (const one of described.parse(answer ?? {}).containerInstances) {
    const id = one.containerInstanceArn
    const instance = one.ec2InstanceId
    records.node(
      'AwsEcsContainerInstance',
      id,
      nodeProps(partition, instance ?? id.slice(id.lastIndexOf('/') + 1), {
        status: one.status,
        agentConnected: one.agentConnected ?? undefined,
        instance,
        agentVersion: one.versionInfo?.agentVersion,
        createdAt: one.registeredAt,
      }),
    )
    records.relate(id, 'IN_CLUSTER', clusterOf(partition, id))
    // Instances outside EC2 (ECS Anywhere) are named mi-….
    if (instance?.startsWith('i-'))
      records.relate(id, 'RUNS_ON', regionalArn(partition, 'ec2', `instance/${instance}`))
  }
  return records
}
