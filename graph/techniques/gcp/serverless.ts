import {
  ACT_AS,
  defineGcpTechnique,
  type GcpTechnique,
  has,
  IDENTITY,
  onRelated,
  onTarget,
} from '../../access/gcp/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import { newWorkload } from './new-workload.ts'

const FUNCTIONS = 'https://cloud.google.com/functions/docs/reference/iam/permissions'
const FUNCTION_IDENTITY = 'https://cloud.google.com/functions/docs/securing/function-identity'
const RUN = 'https://cloud.google.com/run/docs/reference/iam/permissions'
const RUN_IDENTITY = 'https://cloud.google.com/run/docs/securing/service-identity'

/** What runs is changed, and goes on as the service account that it has. */
const existing = {
  category: 'existing-workload',
  edge: 'CAN_RUN_AS',
  likelihood: TECHNIQUE.changedWorkload,
  gives: IDENTITY,
} as const

const DEPLOY = ['cloudfunctions.functions.create', 'cloudfunctions.functions.sourceCodeSet']

export const SERVERLESS: readonly GcpTechnique[] = [
  newWorkload({
    id: 'gcp-function-create',
    title: 'Deploys a function that acts as a service account, and has it run',
    attack: ['T1648', 'T1552.005'],
    references: [FUNCTIONS, FUNCTION_IDENTITY],
    // Called as it is, invoked as the service that it is, or opened to anyone.
    permissions: [
      [...DEPLOY, 'cloudfunctions.functions.call'],
      [...DEPLOY, 'run.routes.invoke'],
      [...DEPLOY, 'cloudfunctions.functions.setIamPolicy'],
    ],
    nearMisses: [
      { says: 'deployed, and no way to have it run', permissions: [...DEPLOY, ACT_AS] },
      {
        says: 'a developer of functions who may act as no account',
        role: 'roles/cloudfunctions.developer',
      },
    ],
  }),
  defineGcpTechnique({
    ...existing,
    id: 'gcp-function-update',
    title: 'Replaces the code of a function',
    attack: ['T1648'],
    references: [FUNCTIONS, FUNCTION_IDENTITY],
    target: 'GcpFunction',
    needs: [
      [
        ...onTarget('cloudfunctions.functions.update', 'cloudfunctions.functions.sourceCodeSet'),
        ...onRelated(IDENTITY, ACT_AS),
      ],
    ],
    nearMisses: [
      {
        says: 'without the right to act as its account deployment is refused, though the account stays',
        role: 'roles/cloudfunctions.developer',
      },
      {
        says: 'an upload address alone changes nothing',
        permissions: ['cloudfunctions.functions.sourceCodeSet', ACT_AS],
      },
    ],
  }),
  newWorkload({
    id: 'gcp-run-service-deploy',
    title: 'Deploys a Cloud Run service that acts as a service account',
    attack: ['T1648', 'T1552.005'],
    references: [RUN, RUN_IDENTITY],
    permissions: [['run.services.create']],
    nearMisses: [{ says: 'a developer of Cloud Run who may act as no account', role: 'roles/run.developer' }],
  }),
  defineGcpTechnique({
    ...existing,
    id: 'gcp-run-service-update',
    title: 'Deploys another image to a Cloud Run service',
    attack: ['T1648', 'T1525'],
    references: [RUN, RUN_IDENTITY],
    target: 'GcpRunService',
    needs: [[...onTarget('run.services.update'), ...onRelated(IDENTITY, ACT_AS)]],
    nearMisses: [
      { says: 'invoking a service does not change it', role: 'roles/run.invoker' },
      { says: 'who may not act as its account cannot deploy to it', role: 'roles/run.developer' },
    ],
  }),
  newWorkload({
    id: 'gcp-run-job-deploy',
    title: 'Makes a Cloud Run job that acts as a service account, and starts it',
    attack: ['T1648'],
    references: [RUN, RUN_IDENTITY],
    permissions: [['run.jobs.create', 'run.jobs.run']],
    nearMisses: [{ says: 'nobody starts it', permissions: ['run.jobs.create', ACT_AS] }],
  }),
  defineGcpTechnique({
    ...existing,
    id: 'gcp-run-job-override',
    title: 'Starts a Cloud Run job with other arguments',
    attack: ['T1648'],
    references: [RUN, 'https://cloud.google.com/run/docs/execute/jobs#override-job-configuration'],
    likelihood: TECHNIQUE.command,
    target: 'GcpRunJob',
    needs: [onTarget('run.jobs.run', 'run.jobs.runWithOverrides')],
    prerequisites: [
      has('interpreter', [true], 'its entry point runs what its arguments say', { id: 'runs-arguments' }),
    ],
    nearMisses: [
      { says: 'starting it as it is', permissions: ['run.jobs.run'] },
      { says: 'the entry point takes no notice of arguments', target: { interpreter: false } },
    ],
  }),
]
