import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { findCredentials } from '../credential-kinds.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'stepfunctions list-state-machines'
const MACHINE = 'stepfunctions describe-state-machine'

const machineList = z.object({
  stateMachines: listOf(
    z.object({
      stateMachineArn: z.string(),
      name: z.string(),
      type: textOrNone,
      creationDate: timeOrNone,
    }),
  ),
})
export type StateMachine = z.output<typeof machineList>['stateMachines'][number]

const detail = z.object({
  status: textOrNone,
  roleArn: textOrNone,
  definition: textOrNone,
  loggingConfiguration: z.object({ level: textOrNone }).nullish(),
  tracingConfiguration: z.object({ enabled: z.boolean().nullish() }).nullish(),
})

/** State machines and the role they act as. */
export const stepfunctions = defineCollector({
  provider: 'aws',
  service: 'stepfunctions',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'states:ListStateMachines', pageSize: 1000 },
    [MACHINE]: { permission: 'states:DescribeStateMachine', per: 'stateMachineArn' },
  },
  async *collect(context) {
    const { stateMachines } = machineList.parse((await context.call(LIST)) ?? {})
    yield* context.map(stateMachines, async (one) => {
      const { stateMachineArn } = one
      return machineRecords(context.partition, one, await context.attempt(MACHINE, { stateMachineArn }))
    })
  },
})

/** `answer`: undefined when the state machine could not be described. */
export function machineRecords(partition: PartitionId, one: StateMachine, answer: unknown): Records {
  const known = answer ? detail.parse(answer) : undefined
  const found = known && findCredentials(known.definition ?? '')
  const props = nodeProps(partition, one.name, {
    type: one.type,
    createdAt: one.creationDate,
    role: known?.roleArn,
    status: known?.status,
    logging: known && (known.loggingConfiguration?.level ?? 'OFF'),
    tracing: known && (known.tracingConfiguration?.enabled ?? false),
    definitionCredentialKinds: found?.kinds,
    definitionAccessKeyIds: found?.accessKeyIds,
    foreignClients: found?.foreignClients,
  })
  return new RecordBuilder()
    .node('AwsStateMachine', one.stateMachineArn, props)
    .relate(one.stateMachineArn, 'HAS_EXECUTION_ROLE', known?.roleArn)
}
