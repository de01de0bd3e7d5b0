import { TECHNIQUE } from '../../likelihood.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import type { Permission } from '../privilege.ts'
import { arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

const SERVICE = 'sagemaker.amazonaws.com'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_${operation}.html`
const fresh = (type: string): string => `arn:aws:sagemaker:{region}:{account}:${type}/{new}`

/** Where a script can be kept; an image of the attacker's does as well. */
const OBJECT = 'arn:aws:s3:::{new}/{new}'
const scripts: readonly Permission[] = [
  { action: 's3:PutObject', on: OBJECT, optional: true },
  { action: 's3:GetObject', on: OBJECT, optional: true },
]

export const newNotebook = newPassRole({
  id: 'sagemaker-001',
  title: 'Creates a notebook instance with the role',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateNotebookInstance')],
  permissions: [
    { action: 'sagemaker:CreateNotebookInstance', on: fresh('notebook-instance') },
    {
      action: 'sagemaker:CreatePresignedNotebookInstanceUrl',
      on: fresh('notebook-instance'),
      optional: true,
    },
  ],
})

export const newTrainingJob = newPassRole({
  id: 'sagemaker-002',
  title: 'Starts a training job with the role',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateTrainingJob')],
  permissions: [{ action: 'sagemaker:CreateTrainingJob', on: fresh('training-job') }, ...scripts],
})

export const newProcessingJob = newPassRole({
  id: 'sagemaker-003',
  title: 'Starts a processing job with the role',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateProcessingJob')],
  permissions: [{ action: 'sagemaker:CreateProcessingJob', on: fresh('processing-job') }, ...scripts],
})

const notebook = {
  kind: 'AwsSageMakerNotebook',
  name: 'notebook',
  workload: arn('sagemaker', 'notebook-instance/research'),
  service: SERVICE,
} as const

export const notebookOpened = existingWorkload({
  ...notebook,
  id: 'sagemaker-004',
  title: 'Opens a notebook that runs',
  likelihood: TECHNIQUE.command,
  references: [reference('CreatePresignedNotebookInstanceUrl')],
  permissions: [{ action: 'sagemaker:CreatePresignedNotebookInstanceUrl', on: 'notebook' }],
  target: [
    propertyOf(
      'notebook-state',
      'the notebook is in service',
      'notebook',
      'status',
      (status) => status === 'InService',
    ),
  ],
  props: { status: 'InService' },
})

const onNotebook = (operation: string): Permission => ({ action: `sagemaker:${operation}`, on: 'notebook' })

const notebookStopped = propertyOf(
  'notebook-stopped',
  'the notebook is stopped already',
  'notebook',
  'status',
  (status) => status === 'Stopped',
)

/** Only a stopped notebook can be updated; its start script runs as root. */
export const notebookScriptReplaced = existingWorkload({
  ...notebook,
  id: 'sagemaker-005',
  title: 'Stops a notebook, gives it a start script of its own and starts it',
  likelihood: TECHNIQUE.disruptive,
  references: [reference('CreateNotebookInstanceLifecycleConfig'), reference('UpdateNotebookInstance')],
  permissions: [
    {
      action: 'sagemaker:CreateNotebookInstanceLifecycleConfig',
      on: fresh('notebook-instance-lifecycle-config'),
    },
    { ...onNotebook('StopNotebookInstance'), sparedWhen: notebookStopped },
    onNotebook('UpdateNotebookInstance'),
    onNotebook('StartNotebookInstance'),
  ],
  target: [
    propertyOf(
      'notebook-state',
      'the notebook runs or is stopped',
      'notebook',
      'status',
      (status) => status === 'InService' || status === 'Stopped',
    ),
  ],
  props: { status: 'InService' },
})
