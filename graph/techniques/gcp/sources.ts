import {
  ACT_AS,
  defineGcpTechnique,
  type GcpTechnique,
  has,
  IDENTITY,
  onProject,
  onRelated,
  onTarget,
  type Prerequisite,
} from '../../access/gcp/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'

const CODE = { relation: 'RUNS_CODE_FROM' } as const

/** What is locked for its retention period is neither overwritten nor deleted. */
const overwritten: Prerequisite = {
  id: 'overwritten',
  says: 'no locked retention policy keeps the objects as they are',
  control: true,
  decide({ id }, { facts }) {
    const buckets = facts.from(id, CODE.relation).flatMap(({ to }) => facts.node(to) ?? [])
    const locked = buckets.some(({ props }) => props.retentionLocked === true)
    return { state: locked ? 'unmet' : 'met' }
  },
  example: {},
  nearMiss: null,
}

const existing = { category: 'existing-workload', edge: 'CAN_RUN_AS', gives: IDENTITY } as const

/** What loads code, or has it sent, and runs it as its own service account. */
export const SOURCES: readonly GcpTechnique[] = [
  defineGcpTechnique({
    ...existing,
    id: 'gcp-composer-dag-write',
    title: 'Puts a DAG into the bucket of a Composer environment',
    attack: ['T1648', 'T1525'],
    likelihood: TECHNIQUE.changedWorkload,
    references: [
      'https://cloud.google.com/composer/docs/composer-2/manage-dags',
      'https://cloud.google.com/composer/docs/composer-2/access-control',
    ],
    target: 'GcpComposerEnvironment',
    needs: [onRelated({ ...CODE, within: ['dags', 'plugins'] }, 'storage.objects.create')],
    prerequisites: [has('state', ['RUNNING'], 'the environment runs', { id: 'composer-state' })],
    nearMisses: [
      {
        says: 'another folder of the bucket',
        condition: "resource.name.startsWith('projects/_/buckets/target/objects/data/')",
      },
      { says: 'the environment is gone and its bucket remains', target: { state: 'DELETING' } },
    ],
  }),
  defineGcpTechnique({
    ...existing,
    id: 'gcp-dataproc-job-submit',
    title: 'Submits a job to a Dataproc cluster',
    attack: ['T1648'],
    likelihood: TECHNIQUE.command,
    references: [
      'https://cloud.google.com/dataproc/docs/concepts/iam/iam',
      'https://cloud.google.com/dataproc/docs/concepts/iam/dataproc-principals',
    ],
    target: 'GcpDataprocCluster',
    needs: [[...onProject('dataproc.jobs.create'), ...onTarget('dataproc.clusters.use')]],
    prerequisites: [
      has('state', ['RUNNING'], 'the cluster runs', { id: 'dataproc-state' }),
      has('multiTenant', [false], 'jobs are not run as an account of whoever sends them', { control: true }),
    ],
    nearMisses: [
      { says: 'the cluster is stopped', target: { state: 'STOPPED' } },
      { says: 'jobs run as an account that the sender is mapped to', target: { multiTenant: true } },
      { says: 'jobs without a cluster to send them to', permissions: ['dataproc.jobs.create'] },
    ],
  }),
  defineGcpTechnique({
    ...existing,
    id: 'gcp-appengine-deploy',
    title: 'Deploys a version of App Engine',
    attack: ['T1648'],
    likelihood: TECHNIQUE.newPipeline,
    references: [
      'https://cloud.google.com/appengine/docs/standard/roles',
      'https://cloud.google.com/appengine/docs/standard/configure-service-accounts',
    ],
    target: 'GcpAppEngineVersion',
    // A version has an address of its own, so that no traffic has to be moved; it is staged in a bucket and built.
    needs: [
      [
        ...onProject('appengine.versions.create', 'cloudbuild.builds.create', 'storage.objects.create'),
        ...onRelated(IDENTITY, ACT_AS),
      ],
    ],
    prerequisites: [has('servingStatus', ['SERVING'], 'the application serves', { id: 'app-serves' })],
    nearMisses: [
      { says: 'the application is switched off', target: { servingStatus: 'STOPPED' } },
      { says: 'the deployer alone stages and builds nothing', role: 'roles/appengine.deployer' },
    ],
  }),
  ...(['GcpInstance', 'GcpDataprocCluster'] as const).map((target) =>
    defineGcpTechnique({
      id: 'gcp-storage-source-write',
      title: 'Replaces an object that a workload loads its code from',
      category: 'existing-workload',
      edge: 'CAN_POISON',
      attack: ['T1525'],
      likelihood: TECHNIQUE.changedWorkload,
      references: [
        'https://cloud.google.com/compute/docs/instances/startup-scripts/linux',
        'https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/init-actions',
        'https://cloud.google.com/storage/docs/access-control/iam-permissions',
      ],
      target,
      needs: [onRelated(CODE, 'storage.objects.create', 'storage.objects.delete')],
      prerequisites: [overwritten],
      nearMisses: [
        {
          says: 'what exists cannot be overwritten without deleting it',
          permissions: ['storage.objects.create'],
        },
      ],
    }),
  ),
]
