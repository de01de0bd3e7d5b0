import { TECHNIQUE } from '../../likelihood.ts'
import { someOf } from '../engine/existing.ts'
import type { Permission } from '../privilege.ts'
import { ACCOUNT, arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

/** Jobs are ECS tasks: https://docs.aws.amazon.com/batch/latest/userguide/create-execution-role.html */
const SERVICE = 'ecs-tasks.amazonaws.com'
const NEW = 'arn:aws:batch:{region}:{account}:job-definition/{new}'
const QUEUE = [
  arn('batch', 'job-queue/main'),
  'AwsBatchJobQueue',
  { account: ACCOUNT, state: 'ENABLED' },
] as const
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/batch/latest/APIReference/API_${operation}.html`

const someQueue = someOf('a Batch job queue', 'AwsBatchJobQueue', ({ props }) => props.state !== 'DISABLED')
const submit = (on: Permission['on']): Permission => ({ action: 'batch:SubmitJob', on })

export const newJobDefinition = newPassRole({
  id: 'batch-001',
  title: 'Registers a job definition with the role and submits a job',
  service: SERVICE,
  passedTo: [SERVICE, 'batch.amazonaws.com'],
  likelihood: TECHNIQUE.newPipeline,
  references: [reference('RegisterJobDefinition'), reference('SubmitJob')],
  permissions: [{ action: 'batch:RegisterJobDefinition', on: NEW }, submit(NEW), submit(someQueue)],
  nodes: [QUEUE],
})

/** SubmitJob takes a command that replaces the definition's. */
export const jobCommandReplaced = existingWorkload({
  id: 'batch-002',
  title: 'Submits a job of a definition that holds a role, with a command of its own',
  kind: 'AwsBatchJobDefinition',
  name: 'definition',
  workload: arn('batch', 'job-definition/nightly:1'),
  service: SERVICE,
  likelihood: TECHNIQUE.command,
  references: [reference('SubmitJob')],
  permissions: [submit('definition'), submit(someQueue)],
  nodes: [QUEUE],
})
