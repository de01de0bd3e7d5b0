import { TECHNIQUE } from '../../likelihood.ts'
import { newPassRole } from './families.ts'

/** Services that run code or calls under a role they are given, with nothing more to know about them. */
const api = (path: string): string => `https://docs.aws.amazon.com/${path}.html`

/** https://docs.aws.amazon.com/braket/latest/developerguide/braket-manage-access.html */
export const newBraketJob = newPassRole({
  id: 'braket-001',
  title: 'Starts a Braket hybrid job with the role',
  service: 'braket.amazonaws.com',
  likelihood: TECHNIQUE.newCompute,
  references: [api('braket/latest/APIReference/API_CreateJob')],
  permissions: [{ action: 'braket:CreateJob', on: 'arn:aws:braket:{region}:{account}:job/{new}' }],
})

/** The role of a job; there is no other compute to set up. */
export const newServerlessJob = newPassRole({
  id: 'emrserverless-001',
  title: 'Creates an EMR Serverless application and runs a job with the role',
  service: 'emr-serverless.amazonaws.com',
  likelihood: TECHNIQUE.newPipeline,
  references: [api('emr-serverless/latest/APIReference/API_StartJobRun')],
  permissions: [
    { action: 'emr-serverless:CreateApplication', on: '*' },
    {
      action: 'emr-serverless:StartJobRun',
      on: 'arn:aws:emr-serverless:{region}:{account}:/applications/{new}',
    },
  ],
})

export const newGameFleet = newPassRole({
  id: 'gamelift-001',
  title: 'Uploads a game build and creates a fleet with the role',
  service: 'gamelift.amazonaws.com',
  likelihood: TECHNIQUE.newPipeline,
  references: [api('gameliftservers/latest/apireference/API_CreateFleet')],
  permissions: [
    { action: 'gamelift:CreateBuild', on: '*' },
    { action: 'gamelift:RequestUploadCredentials', on: 'arn:aws:gamelift:{region}:{account}:build/{new}' },
    { action: 'gamelift:CreateFleet', on: '*' },
  ],
})

export const newStreamApplication = newPassRole({
  id: 'kinesisanalytics-001',
  title: 'Creates a Managed Flink application with the role and starts it',
  service: 'kinesisanalytics.amazonaws.com',
  likelihood: TECHNIQUE.newPipeline,
  references: [api('managed-flink/latest/apiv2/API_CreateApplication')],
  permissions: [
    { action: 'kinesisanalytics:CreateApplication', on: '*' },
    {
      action: 'kinesisanalytics:StartApplication',
      on: 'arn:aws:kinesisanalytics:{region}:{account}:application/{new}',
    },
  ],
})

export const newWorkflowRun = newPassRole({
  id: 'omics-001',
  title: 'Creates a HealthOmics workflow and runs it with the role',
  service: 'omics.amazonaws.com',
  likelihood: TECHNIQUE.newPipeline,
  references: [api('omics/latest/api/API_StartRun')],
  permissions: [
    { action: 'omics:CreateWorkflow', on: '*' },
    { action: 'omics:StartRun', on: 'arn:aws:omics:{region}:{account}:run/{new}' },
  ],
})

/** A schedule calls any API action as its role. https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html */
export const newSchedule = newPassRole({
  id: 'scheduler-001',
  title: 'Creates a schedule that calls an API action of its choice as the role',
  service: 'scheduler.amazonaws.com',
  likelihood: TECHNIQUE.newCompute,
  references: [api('scheduler/latest/APIReference/API_CreateSchedule')],
  permissions: [
    { action: 'scheduler:CreateSchedule', on: 'arn:aws:scheduler:{region}:{account}:schedule/{new}/{new}' },
  ],
})

/** AWS takes no new customers for it since July 2024. https://docs.aws.amazon.com/datapipeline/latest/DeveloperGuide/what-is-datapipeline.html */
const DATA_PIPELINE = 'arn:aws:datapipeline:{region}:{account}:pipeline/{new}'
export const newDataPipeline = newPassRole({
  id: 'datapipeline-001',
  title: 'Creates a data pipeline that runs commands with the role',
  service: 'datapipeline.amazonaws.com',
  alsoTrusted: ['elasticmapreduce.amazonaws.com'],
  passedTo: ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com'],
  likelihood: TECHNIQUE.retiredService,
  references: [api('datapipeline/latest/APIReference/API_PutPipelineDefinition')],
  permissions: [
    { action: 'datapipeline:CreatePipeline', on: '*' },
    { action: 'datapipeline:PutPipelineDefinition', on: DATA_PIPELINE },
    { action: 'datapipeline:ActivatePipeline', on: DATA_PIPELINE },
  ],
})
