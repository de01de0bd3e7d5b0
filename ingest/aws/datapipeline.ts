import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { regionalArn, roleArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { profileArn } from './ec2/launch-templates.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const LIST = 'datapipeline list-pipelines'
const DEFINITION = 'datapipeline get-pipeline-definition'

const pipelineList = z.object({
  pipelineIdList: listOf(z.object({ id: z.string(), name: textOrNone })),
})
export type Pipeline = z.output<typeof pipelineList>['pipelineIdList'][number]

/** The API lists fields of objects; the CLI prints the objects themselves. */
const definitionAnswer = z.object({
  pipelineObjects: listOf(
    z.object({ fields: listOf(z.object({ key: z.string(), stringValue: textOrNone })) }),
  ),
  objects: listOf(z.object({ role: z.unknown().optional(), resourceRole: z.unknown().optional() })),
})

/** Pipelines and the roles that their definitions name. */
export const datapipeline = defineCollector({
  provider: 'aws',
  service: 'datapipeline',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'datapipeline:ListPipelines' },
    [DEFINITION]: { permission: 'datapipeline:GetPipelineDefinition', per: 'pipelineId' },
  },
  async *collect(context) {
    const { pipelineIdList } = pipelineList.parse((await context.call(LIST)) ?? {})
    yield* context.map(pipelineIdList, async (one) =>
      pipelineRecords(context.partition, one, await context.attempt(DEFINITION, { pipelineId: one.id })),
    )
  },
})

/** `answer`: undefined when the definition could not be read. */
export function pipelineRecords(partition: PartitionId, one: Pipeline, answer: unknown): Records {
  const id = regionalArn(partition, 'datapipeline', `pipeline/${one.id}`)
  const role = answer ? fieldOf(answer, 'role') : undefined
  const resourceRole = answer ? fieldOf(answer, 'resourceRole') : undefined
  const props = nodeProps(partition, one.name ?? one.id, { pipelineId: one.id, role, resourceRole })
  return new RecordBuilder()
    .node('AwsDataPipeline', id, props)
    .relate(id, 'HAS_SERVICE_ROLE', roleArn(role ?? undefined, partition))
    .relate(id, 'HAS_INSTANCE_PROFILE', profileArn(partition, resourceRole ?? undefined))
}

/** The first object that names it, which is the default of the others. */
function fieldOf(answer: unknown, field: 'role' | 'resourceRole'): string | null {
  const { objects, pipelineObjects } = definitionAnswer.parse(answer)
  const fields = pipelineObjects.flatMap((object) => object.fields)
  const listed = fields.find(({ key }) => key === field)?.stringValue
  const printed = objects.map((object) => object[field]).find((value) => typeof value === 'string')
  return listed ?? (typeof printed === 'string' ? printed : null)
}
