import { TECHNIQUE } from '../../likelihood.ts'
import { arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

/** A state machine calls any API action as its role: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
const SERVICE = 'states.amazonaws.com'
const NEW = 'arn:aws:states:{region}:{account}:stateMachine:{new}'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/step-functions/latest/apireference/API_${operation}.html`

export const newStateMachine = newPassRole({
  id: 'stepfunctions-001',
  title: 'Creates a state machine with the role and starts it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateStateMachine'), reference('StartExecution')],
  permissions: [
    { action: 'states:CreateStateMachine', on: NEW },
    { action: 'states:StartExecution', on: NEW },
  ],
})

export const stateMachineReplaced = existingWorkload({
  id: 'stepfunctions-002',
  title: 'Replaces the definition of a state machine and starts it',
  kind: 'AwsStateMachine',
  name: 'machine',
  workload: arn('states', 'stateMachine:orders'),
  service: SERVICE,
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('UpdateStateMachine'), reference('StartExecution')],
  permissions: [
    { action: 'states:UpdateStateMachine', on: 'machine' },
    { action: 'states:StartExecution', on: 'machine' },
  ],
})
