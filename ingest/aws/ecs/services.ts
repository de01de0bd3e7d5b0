import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { lastPart, regionalArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { relateNetwork } from '../network-ends.ts'
import { listOf, lowerTagList, nodeProps, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'

const described = z.object({
  services: listOf(
    z.object({
      serviceArn: z.string(),
      serviceName: textOrNone,
      clusterArn: textOrNone,
      status: textOrNone,
      desiredCount: z.number().optional(),
      runningCount: z.number().optional(),
      launchType: textOrNone,
      taskDefinition: textOrNone,
      roleArn: textOrNone,
      enableExecuteCommand: z.boolean().nullish(),
      networkConfiguration: z
        .object({
          awsvpcConfiguration: z
            .object({
              subnets: listOf(z.string()),
              securityGroups: listOf(z.string()),
              assignPublicIp: textOrNone,
            })
            .nullish(),
        })
        .nullish(),
      createdAt: timeOrNone,
      tags: lowerTagList,
    }),
  ),
})
type Service = z.output<typeof described>['services'][number]

/** Every listed service, with what its description says if it came. */
export function serviceRecords(partition: PartitionId, arns: readonly string[], answer: unknown): Records {
  const records = new RecordBuilder()
  const known = new Map(described.parse(answer ?? {}).services.map((one) => [one.serviceArn, one]))
  for (const arn of arns) {
    const service = known.get(arn)
    const network = service?.networkConfiguration?.awsvpcConfiguration
    records.node(
      'AwsEcsService',
      arn,
      nodeProps(
        partition,
        service?.serviceName ?? lastPart(arn),
        service === undefined ? {} : settings(service),
      ),
    )
    records.relate(arn, 'IN_CLUSTER', service?.clusterArn ?? clusterOf(partition, arn))
    records.relate(arn, 'USES_DEFINITION', service?.taskDefinition)
    records.relate(arn, 'HAS_SERVICE_ROLE', service?.roleArn)
    relateNetwork(records, partition, arn, {
      subnets: network?.subnets,
      securityGroups: network?.securityGroups,
    })
  }
  return records
}

/** `…:service/CLUSTER/NAME` names its cluster; ARNs of before 2018 do not. */
export function clusterOf(partition: PartitionId, arn: string): string | undefined {
  const [, cluster, name] = arn.split(':').slice(5).join(':').split('/')
  return name === undefined ? undefined : regionalArn(partition, 'ecs', `cluster/${cluster}`)
}

function settings(service: Service) {
  const publicIp = service.networkConfiguration?.awsvpcConfiguration?.assignPublicIp
  return {
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: service.runningCount,
    launchType: service.launchType,
    executeCommandEnabled: service.enableExecuteCommand ?? false,
    taskDefinition: service.taskDefinition,
    assignPublicIp: publicIp === undefined ? undefined : publicIp === 'ENABLED',
    createdAt: service.createdAt,
    tags: tagTexts(service.tags),
  }
}
