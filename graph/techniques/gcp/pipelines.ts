import { ACT_AS, type GcpTechnique } from '../../access/gcp/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import { accountHolds, hasBeside, newWorkload } from './new-workload.ts'

/** Builds, schedules, queues, workflows and deployments that are made to act as a service account. */
export const PIPELINES: readonly GcpTechnique[] = [
  newWorkload({
    id: 'gcp-build-user-identity',
    title: 'Starts a build that acts as a service account',
    attack: ['T1648'],
    references: [
      'https://cloud.google.com/build/docs/securing-builds/configure-user-specified-service-accounts',
      'https://cloud.google.com/build/docs/iam-roles-permissions',
    ],
    permissions: [['cloudbuild.builds.create']],
    nearMisses: [
      { says: 'seeing builds is not starting one', permissions: ['cloudbuild.builds.get', ACT_AS] },
      { says: 'who may act as no account', role: 'roles/cloudbuild.builds.editor' },
    ],
  }),
  newWorkload({
    id: 'gcp-scheduler-job',
    title: 'Schedules a call of a Google API as a service account',
    attack: ['T1053', 'T1648'],
    references: [
      'https://cloud.google.com/scheduler/docs/http-target-auth',
      'https://cloud.google.com/scheduler/docs/reference/rest/v1/OAuthToken',
    ],
    likelihood: TECHNIQUE.twoCalls,
    permissions: [['cloudscheduler.jobs.create']],
    nearMisses: [
      { says: 'who may act as no account calls without its token', role: 'roles/cloudscheduler.admin' },
      { says: 'starting what is there', permissions: ['cloudscheduler.jobs.run', ACT_AS] },
    ],
  }),
  newWorkload({
    id: 'gcp-tasks-create',
    title: 'Queues a call of a Google API as a service account',
    attack: ['T1648'],
    references: [
      'https://cloud.google.com/tasks/docs/creating-http-target-tasks',
      'https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues',
    ],
    likelihood: TECHNIQUE.twoCalls,
    permissions: [['cloudtasks.tasks.create']],
    prerequisites: [hasBeside('GcpTaskQueue', 'a queue of the project is running', { state: 'RUNNING' })],
    nearMisses: [{ says: 'who may act as no account', role: 'roles/cloudtasks.enqueuer' }],
  }),
  newWorkload({
    id: 'gcp-workflow-deploy',
    title: 'Deploys a workflow that acts as a service account, and runs it',
    attack: ['T1648'],
    references: [
      'https://cloud.google.com/workflows/docs/authentication',
      'https://cloud.google.com/workflows/docs/access-control',
    ],
    permissions: [
      ['workflows.workflows.create', 'workflows.executions.create'],
      ['workflows.workflows.update', 'workflows.executions.create'],
    ],
    nearMisses: [{ says: 'running what is there', permissions: ['workflows.executions.create', ACT_AS] }],
  }),
  newWorkload({
    id: 'gcp-infra-manager-deploy',
    title: 'Has Infrastructure Manager apply Terraform as a service account',
    attack: ['T1648'],
    references: [
      'https://cloud.google.com/infrastructure-manager/docs/configure-service-account',
      'https://cloud.google.com/infrastructure-manager/docs/access-control',
    ],
    permissions: [['config.deployments.create']],
    prerequisites: [accountHolds('config.deployments.getLock', 'roles/config.agent')],
    nearMisses: [
      {
        says: 'Deployment Manager, which is no longer served',
        permissions: ['deploymentmanager.deployments.create', ACT_AS],
      },
    ],
  }),
]

/** Data processing and machine learning that run the attacker's code as a service account. */
export const PROCESSING: readonly GcpTechnique[] = [
  newWorkload({
    id: 'gcp-dataproc-cluster-create',
    title: 'Makes a Dataproc cluster that acts as a service account',
    attack: ['T1578.002', 'T1648'],
    references: [
      'https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/service-accounts',
      'https://cloud.google.com/dataproc/docs/concepts/iam/iam',
    ],
    likelihood: TECHNIQUE.newPipeline,
    permissions: [['dataproc.clusters.create']],
    prerequisites: [accountHolds('dataproc.tasks.lease', 'roles/dataproc.worker')],
    nearMisses: [{ says: 'seeing clusters', permissions: ['dataproc.clusters.get', ACT_AS] }],
  }),
  newWorkload({
    id: 'gcp-dataflow-job-create',
    title: 'Starts a Dataflow job whose workers act as a service account',
    attack: ['T1648'],
    references: [
      'https://cloud.google.com/dataflow/docs/concepts/security-and-permissions',
      'https://cloud.google.com/dataflow/docs/concepts/access-control',
    ],
    likelihood: TECHNIQUE.newPipeline,
    permissions: [['dataflow.jobs.create']],
    prerequisites: [accountHolds('dataflow.workItems.lease', 'roles/dataflow.worker')],
    nearMisses: [{ says: 'seeing jobs', role: 'roles/dataflow.viewer' }],
  }),
  newWorkload({
    id: 'gcp-composer-environment-create',
    title: 'Makes a Composer environment that acts as a service account',
    attack: ['T1648'],
    references: [
      'https://cloud.google.com/composer/docs/composer-2/access-control',
      'https://cloud.google.com/composer/docs/composer-2/create-environments',
    ],
    likelihood: TECHNIQUE.newPipeline,
    permissions: [['composer.environments.create']],
    prerequisites: [accountHolds('artifactregistry.repositories.setIamPolicy', 'roles/composer.worker')],
    nearMisses: [{ says: 'seeing environments', permissions: ['composer.environments.get', ACT_AS] }],
  }),
  newWorkload({
    id: 'gcp-vertex-custom-job',
    title: 'Runs a container of Vertex AI training as a service account',
    attack: ['T1648', 'T1610'],
    references: [
      'https://cloud.google.com/vertex-ai/docs/general/custom-service-account',
      'https://cloud.google.com/vertex-ai/docs/general/iam-permissions',
    ],
    permissions: [['aiplatform.customJobs.create']],
    nearMisses: [
      {
        says: 'without an account of one’s choice it runs as the service agent of custom code',
        role: 'roles/aiplatform.user',
      },
    ],
  }),
  newWorkload({
    id: 'gcp-batch-job-create',
    title: 'Runs a Batch job as a service account',
    attack: ['T1578.002', 'T1648'],
    references: [
      'https://cloud.google.com/batch/docs/get-started',
      'https://cloud.google.com/batch/docs/create-run-job-custom-service-account',
    ],
    permissions: [['batch.jobs.create']],
    prerequisites: [accountHolds('batch.states.report', 'roles/batch.agentReporter')],
    nearMisses: [{ says: 'seeing jobs', permissions: ['batch.jobs.get', ACT_AS] }],
  }),
]
