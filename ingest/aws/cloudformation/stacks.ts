import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { traceVariables } from '../../variables.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'

export const parameterList = listOf(z.object({ ParameterKey: z.string(), ParameterValue: textOrNone }))

const stackList = z.object({
  Stacks: listOf(
    z.object({
      StackId: z.string(),
      StackName: z.string(),
      StackStatus: textOrNone,
      RoleARN: textOrNone,
      Parameters: parameterList,
      Outputs: listOf(z.object({ OutputKey: z.string(), OutputValue: textOrNone })),
      Capabilities: listOf(z.string()),
      EnableTerminationProtection: z.boolean().nullish(),
      NotificationARNs: listOf(z.string()),
      ParentId: textOrNone,
      DriftInformation: z.object({ StackDriftStatus: textOrNone }).nullish(),
      CreationTime: timeOrNone,
      Tags: tagList,
    }),
  ),
})
type Stack = z.output<typeof stackList>['Stacks'][number]

export function stackRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const stack of stackList.parse(answer ?? {}).Stacks) {
    if (stack.StackStatus === 'DELETE_COMPLETE') continue
    records.node('AwsCloudFormationStack', stack.StackId, stackProps(partition, stack))
    records.relate(stack.StackId, 'HAS_EXECUTION_ROLE', stack.RoleARN)
  }
  return records
}

function stackProps(partition: PartitionId, stack: Stack) {
  const parameters = traceVariables(variables(stack.Parameters))
  const outputs = traceVariables(
    stack.Outputs.map(({ OutputKey: name, OutputValue: value }) => ({ name, value })),
  )
  return nodeProps(partition, stack.StackName, {
    status: stack.StackStatus,
    role: stack.RoleARN ?? null,
    parameterNames: parameters.names,
    outputNames: outputs.names,
    parameterCredentialKinds: [...new Set([...parameters.kinds, ...outputs.kinds])].sort(),
    parameterAccessKeyIds: [...new Set([...parameters.accessKeyIds, ...outputs.accessKeyIds])].sort(),
    foreignClients: [...new Set([...parameters.foreignClients, ...outputs.foreignClients])].sort(),
    capabilities: stack.Capabilities.toSorted(),
    terminationProtection: stack.EnableTerminationProtection ?? undefined,
    notifications: stack.NotificationARNs.length > 0,
    parent: stack.ParentId,
    drift: stack.DriftInformation?.StackDriftStatus,
    createdAt: stack.CreationTime,
    tags: tagTexts(stack.Tags),
  })
}

/** NoEcho parameters come as `****`, which gives nothing away. */
export const variables = (parameters: z.output<typeof parameterList>) =>
  parameters.map(({ ParameterKey: name, ParameterValue: value }) => ({ name, value }))
