import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'bedrock-agentcore-control list-code-interpreters'
const INTERPRETER = 'bedrock-agentcore-control get-code-interpreter'

const interpreterList = z.object({
  codeInterpreterSummaries: listOf(
    z.object({
      codeInterpreterId: z.string(),
      codeInterpreterArn: z.string(),
      name: textOrNone,
      status: textOrNone,
      createdAt: timeOrNone,
    }),
  ),
})
export type CodeInterpreter = z.output<typeof interpreterList>['codeInterpreterSummaries'][number]

const detail = z.object({
  executionRoleArn: textOrNone,
  networkConfiguration: z
    .object({
      networkMode: textOrNone,
      vpcConfig: z.object({ subnets: listOf(z.string()), securityGroups: listOf(z.string()) }).nullish(),
    })
    .nullish(),
})

/** Code interpreters of Bedrock AgentCore; those that AWS offers to everyone have no role and are left out. */
export const bedrock = defineCollector({
  provider: 'aws',
  service: 'bedrock-agentcore',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'bedrock-agentcore:ListCodeInterpreters' },
    [INTERPRETER]: { permission: 'bedrock-agentcore:GetCodeInterpreter', per: 'codeInterpreterId' },
  },
  async *collect(context) {
    const answer = await context.call(LIST, { type: 'CUSTOM' })
    const { codeInterpreterSummaries } = interpreterList.parse(answer ?? {})
    const own = codeInterpreterSummaries.filter(
      (one) => !one.codeInterpreterArn.includes(':aws:code-interpreter/'),
    )
    yield* context.map(own, async (one) => {
      const { codeInterpreterId } = one
      return interpreterRecords(
        context.partition,
        one,
        await context.attempt(INTERPRETER, { codeInterpreterId }),
      )
    })
  },
})

/** `answer`: undefined when the interpreter could not be described. */
export function interpreterRecords(partition: PartitionId, one: CodeInterpreter, answer: unknown): Records {
  const records = new RecordBuilder()
  const id = one.codeInterpreterArn
  const known = answer ? detail.parse(answer) : undefined
  const network = known?.networkConfiguration
  records.node(
    'AwsBedrockCodeInterpreter',
    id,
    nodeProps(partition, one.name ?? one.codeInterpreterId, {
      interpreterId: one.codeInterpreterId,
      status: one.status,
      role: known === undefined ? undefined : (known.executionRoleArn ?? null),
      networkMode: network?.networkMode,
      createdAt: one.createdAt,
    }),
  )
  records.relate(id, 'HAS_EXECUTION_ROLE', known?.executionRoleArn)
  relateNetwork(records, partition, id, {
    subnets: network?.vpcConfig?.subnets,
    securityGroups: network?.vpcConfig?.securityGroups,
  })
  return records
}
