import { TECHNIQUE } from '../../likelihood.ts'
import { someOf } from '../engine/existing.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import type { Permission } from '../privilege.ts'
import { ACCOUNT, arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

const SERVICE = 'glue.amazonaws.com'
const NEW_JOB = 'arn:aws:glue:{region}:{account}:job/{new}'
const NEW_TRIGGER = 'arn:aws:glue:{region}:{account}:trigger/{new}'
const NEW_SESSION = 'arn:aws:glue:{region}:{account}:session/{new}'
const JOB = arn('glue', 'job/nightly')
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/glue/latest/webapi/API_${operation}.html`

/** Development endpoints let SSH keys in; those of an AWS Glue version that still has them. */
export const newDevEndpoint = newPassRole({
  id: 'glue-001',
  title: 'Creates a Glue development endpoint with the role and signs in over SSH',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateDevEndpoint')],
  permissions: [{ action: 'glue:CreateDevEndpoint', on: '*' }],
})

export const devEndpointKeyAdded = existingWorkload({
  id: 'glue-002',
  title: 'Adds an SSH key of its own to a Glue development endpoint',
  kind: 'AwsGlueDevEndpoint',
  name: 'endpoint',
  workload: arn('glue', 'devEndpoint/notebooks'),
  service: SERVICE,
  likelihood: TECHNIQUE.command,
  references: [reference('UpdateDevEndpoint')],
  permissions: [{ action: 'glue:UpdateDevEndpoint', on: 'endpoint' }],
  target: [
    propertyOf(
      'endpoint-state',
      'the endpoint is ready',
      'endpoint',
      'status',
      (status) => status === 'READY',
    ),
  ],
  props: { status: 'READY' },
})

const newJob: Permission = { action: 'glue:CreateJob', on: NEW_JOB }
export const newJobRun = newPassRole({
  id: 'glue-003',
  title: 'Creates a Glue job with the role and starts it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateJob'), reference('StartJobRun')],
  permissions: [newJob, { action: 'glue:StartJobRun', on: NEW_JOB }],
})

const newTrigger: Permission = { action: 'glue:CreateTrigger', on: NEW_TRIGGER }
export const newJobTriggered = newPassRole({
  id: 'glue-004',
  title: 'Creates a Glue job with the role and a trigger that starts it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateJob'), reference('CreateTrigger')],
  permissions: [newJob, newTrigger],
})

const someJob = someOf('a Glue job', 'AwsGlueJob')
const updateJob: Permission = { action: 'glue:UpdateJob', on: someJob }
const withJob = { nodes: [[JOB, 'AwsGlueJob', { account: ACCOUNT }]] } as const

/** UpdateJob may give a job another role and another script. */
export const jobUpdatedAndRun = newPassRole({
  ...withJob,
  id: 'glue-005',
  title: 'Gives an existing Glue job the role and a script of its own, and starts it',
  service: SERVICE,
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('UpdateJob'), reference('StartJobRun')],
  permissions: [updateJob, { action: 'glue:StartJobRun', on: someJob }],
})

export const jobUpdatedAndTriggered = newPassRole({
  ...withJob,
  id: 'glue-006',
  title: 'Gives an existing Glue job the role and a script of its own, and a trigger that starts it',
  service: SERVICE,
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('UpdateJob'), reference('CreateTrigger')],
  permissions: [updateJob, newTrigger],
})

export const newSession = newPassRole({
  id: 'glue-007',
  title: 'Opens a Glue interactive session with the role and runs statements in it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateSession'), reference('RunStatement')],
  permissions: [
    { action: 'glue:CreateSession', on: NEW_SESSION },
    { action: 'glue:RunStatement', on: NEW_SESSION },
  ],
})
