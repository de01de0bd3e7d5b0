import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { environmentProps, traceVariables } from '../../variables.ts'
import { lastPart, regionalArn, roleArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { imageSource, relateCode } from '../code-source.ts'
import { listOf, lowerTagList, nodeProps, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'

const container = z.object({
  name: textOrNone,
  image: textOrNone,
  privileged: z.boolean().nullish(),
  user: textOrNone,
  readonlyRootFilesystem: z.boolean().nullish(),
  environment: listOf(z.object({ name: z.string(), value: textOrNone })),
  secrets: listOf(z.object({ name: z.string(), valueFrom: textOrNone })),
  command: listOf(z.string()),
  entryPoint: listOf(z.string()),
  logConfiguration: z.object({ logDriver: textOrNone }).nullish(),
})

const described = z.object({
  taskDefinition: z.object({
    family: textOrNone,
    revision: z.number().optional(),
    status: textOrNone,
    taskRoleArn: textOrNone,
    executionRoleArn: textOrNone,
    networkMode: textOrNone,
    pidMode: textOrNone,
    compatibilities: listOf(z.string()),
    containerDefinitions: listOf(container),
    volumes: listOf(z.object({ host: z.object({ sourcePath: textOrNone }).nullish() })),
    registeredAt: timeOrNone,
  }),
  tags: lowerTagList,
})
type Definition = z.output<typeof described>['taskDefinition']

/** One revision; of its variables only names, and kinds of what looks like a credential. */
export function definitionRecords(partition: PartitionId, arn: string, answer: unknown): Records {
  const records = new RecordBuilder()
  const known = answer ? described.parse(answer) : undefined
  const definition = known?.taskDefinition
  const props = definition === undefined ? {} : settings(definition, partition)
  const tags = known && tagTexts(known.tags)
  records.node('AwsEcsTaskDefinition', arn, nodeProps(partition, lastPart(arn), { ...props, tags }))
  if (definition === undefined) return records
  const containers = definition.containerDefinitions
  records.relate(arn, 'HAS_EXECUTION_ROLE', roleArn(definition.taskRoleArn, partition))
  records.relate(arn, 'HAS_SERVICE_ROLE', roleArn(definition.executionRoleArn, partition))
  relateCode(
    records,
    arn,
    containers.map(({ image }) => imageSource(image)),
  )
  const secrets = containers.flatMap((one) =>
    one.secrets.map(({ valueFrom }) => secretArn(partition, valueFrom)),
  )
  for (const secret of new Set(secrets)) records.relate(arn, 'USES_SECRET', secret)
  return records
}

function settings(definition: Definition, partition: PartitionId) {
  const containers = definition.containerDefinitions
  const every = (holds: (one: (typeof containers)[number]) => boolean) =>
    containers.length > 0 && containers.every(holds)
  return {
    family: definition.family,
    revision: definition.revision,
    status: definition.status,
    taskRole: roleArn(definition.taskRoleArn, partition) ?? null,
    executionRole: roleArn(definition.executionRoleArn, partition) ?? null,
    networkMode: definition.networkMode,
    pidMode: definition.pidMode,
    compatibilities: definition.compatibilities.toSorted(),
    images: [...new Set(containers.flatMap(({ image }) => image ?? []))].sort(),
    privileged: containers.some(({ privileged }) => privileged === true),
    runsAsRoot: containers.some(({ user }) => /^(?:(?:root|0)(?::|$)|$)/.test(user ?? '')),
    readonlyRootFilesystem: every((one) => one.readonlyRootFilesystem === true),
    logging: every((one) => one.logConfiguration?.logDriver !== undefined),
    ...environmentProps(
      traceVariables(
        containers.flatMap(({ environment }) => environment),
        ...containers.map(({ command, entryPoint }) => [...entryPoint, ...command].join(' ')),
      ),
    ),
    secretNames: [...new Set(containers.flatMap(({ secrets }) => secrets.map(({ name }) => name)))].sort(),
    hostPaths: definition.volumes.flatMap(({ host }) => host?.sourcePath ?? []).sort(),
    createdAt: definition.registeredAt,
  }
}

/** A secret by ARN (a JSON key and a version may follow), a parameter by ARN or by name in the same region. */
function secretArn(partition: PartitionId, valueFrom: string | undefined): string | undefined {
  if (valueFrom === undefined || valueFrom === '') return undefined
  if (valueFrom.startsWith('arn:')) return valueFrom.split(':').slice(0, 7).join(':')
  return regionalArn(partition, 'ssm', `parameter/${valueFrom.replace(/^\//, '')}`)
}
