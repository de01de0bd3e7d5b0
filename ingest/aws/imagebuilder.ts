import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { profileArn } from './ec2/launch-templates.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, tagMap, tagTexts, textOrNone, timeOrNone } from './shapes.ts'

const PIPELINES = 'imagebuilder list-image-pipelines'
const LIST_CONFIGURATIONS = 'imagebuilder list-infrastructure-configurations'
const CONFIGURATION = 'imagebuilder get-infrastructure-configuration'

const pipelineList = z.object({
  imagePipelineList: listOf(
    z.object({
      arn: z.string(),
      name: textOrNone,
      status: textOrNone,
      executionRole: textOrNone,
      infrastructureConfigurationArn: textOrNone,
      imageRecipeArn: textOrNone,
      containerRecipeArn: textOrNone,
      dateCreated: timeOrNone,
      tags: tagMap,
    }),
  ),
})

const configurationList = z.object({
  infrastructureConfigurationSummaryList: listOf(z.object({ arn: z.string(), name: textOrNone })),
})
export type Configuration = z.output<
  typeof configurationList
>['infrastructureConfigurationSummaryList'][number]

const detail = z.object({
  infrastructureConfiguration: z.object({
    instanceProfileName: textOrNone,
    instanceTypes: listOf(z.string()),
    subnetId: textOrNone,
    securityGroupIds: listOf(z.string()),
    instanceMetadataOptions: z.object({ httpTokens: textOrNone }).nullish(),
    tags: tagMap,
  }),
})

/** Image pipelines, and the instance profiles their builds run with. */
export const imagebuilder = defineCollector({
  provider: 'aws',
  service: 'imagebuilder',
  scope: 'region',
  calls: {
    [PIPELINES]: { permission: 'imagebuilder:ListImagePipelines' },
    [LIST_CONFIGURATIONS]: { permission: 'imagebuilder:ListInfrastructureConfigurations' },
    [CONFIGURATION]: {
      permission: 'imagebuilder:GetInfrastructureConfiguration',
      per: 'infrastructureConfigurationArn',
    },
  },
  async *collect(context) {
    yield pipelineRecords(context.partition, await context.attempt(PIPELINES))
    yield* readConfigurations(context)
  },
})

async function* readConfigurations(context: CollectContext): AsyncIterable<Records> {
  const answer = await context.attempt(LIST_CONFIGURATIONS)
  const listed = configurationList.parse(answer ?? {}).infrastructureConfigurationSummaryList
  yield* context.map(listed, async (one) => {
    const input = { infrastructureConfigurationArn: one.arn }
    return configurationRecords(context.partition, one, await context.attempt(CONFIGURATION, input))
  })
}

export function pipelineRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of pipelineList.parse(answer ?? {}).imagePipelineList) {
    const props = nodeProps(partition, one.name ?? one.arn, {
      status: one.status,
      executionRole: one.executionRole ?? null,
      infrastructure: one.infrastructureConfigurationArn,
      recipe: one.imageRecipeArn ?? one.containerRecipeArn,
      createdAt: one.dateCreated,
      tags: tagTexts(one.tags),
    })
    records.node('AwsImageBuilderPipeline', one.arn, props)
    records.relate(one.arn, 'HAS_EXECUTION_ROLE', one.executionRole)
    records.relate(one.arn, 'LAUNCHES_FROM', one.infrastructureConfigurationArn)
  }
  return records
}

/** `answer`: undefined when the configuration could not be read. */
export function configurationRecords(partition: PartitionId, one: Configuration, answer: unknown): Records {
  const records = new RecordBuilder()
  const known = answer ? detail.parse(answer).infrastructureConfiguration : undefined
  records.node(
    'AwsImageBuilderInfrastructure',
    one.arn,
    nodeProps(partition, one.name ?? one.arn, {
      instanceProfile: known?.instanceProfileName,
      instanceTypes: known?.instanceTypes.toSorted(),
      httpTokens: known?.instanceMetadataOptions?.httpTokens,
      tags: known && tagTexts(known.tags),
    }),
  )
  records.relate(one.arn, 'HAS_INSTANCE_PROFILE', profileArn(partition, known?.instanceProfileName))
  relateNetwork(records, partition, one.arn, {
    subnets: known?.subnetId ? [known.subnetId] : [],
    securityGroups: known?.securityGroupIds,
  })
  return records
}
