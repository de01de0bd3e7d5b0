import type { Props } from '../../graph/snapshot/records.ts'

/** What one asset has to become. */
export interface KindCase {
  readonly type: string
  /** Where a type has several cases, what this one is about. */
  readonly says?: string
  /** The whole name; else the end of one in project p. */
  readonly name?: string
  /** Where it is not in the project with the number 42 alone. */
  readonly ancestors?: readonly string[]
  readonly data: object
  readonly kind: string
  /** Where it is not the name. */
  readonly id?: string
  readonly props: Props
  /** Properties that it must not have, since nothing is known of them. */
  readonly lacks?: readonly string[]
  /** All that leave it, as `KIND to`. */
  readonly relations?: readonly string[]
  /** What contains it. */
  readonly inside?: string
}

const EMAIL = 'robot@p.iam.gserviceaccount.com'
const RUNS_AS = `HAS_EXECUTION_ROLE serviceAccount:${EMAIL}`
/** Of the project with the number 42. */
const DEFAULT = '42-compute@developer.gserviceaccount.com'
const RUNS_AS_DEFAULT = `HAS_EXECUTION_ROLE serviceAccount:${DEFAULT}`

/** What runs code. */
export const WORKLOAD_CASES: readonly KindCase[] = [
  {
    type: 'run.googleapis.com/Service',
    data: { spec: { template: { spec: { serviceAccountName: EMAIL, containers: [{ image: 'i' }] } } } },
    kind: 'GcpRunService',
    props: { serviceAccount: EMAIL, image: 'i', ingress: 'all', invokerCheckDisabled: false },
    relations: [RUNS_AS],
  },
  {
    type: 'run.googleapis.com/Job',
    says: 'a job by the second version of the API',
    data: {
      template: {
        template: { serviceAccount: EMAIL, containers: [{ image: 'i', command: ['/bin/bash', '-c'] }] },
      },
    },
    kind: 'GcpRunJob',
    props: { serviceAccount: EMAIL, image: 'i', interpreter: true },
    relations: [RUNS_AS],
  },
  {
    type: 'run.googleapis.com/Job',
    says: 'a job by the first version, whose program is no interpreter',
    data: {
      spec: {
        template: {
          spec: {
            template: {
              spec: { serviceAccountName: EMAIL, containers: [{ image: 'i', command: ['/app/bash-tools'] }] },
            },
          },
        },
      },
    },
    kind: 'GcpRunJob',
    props: { serviceAccount: EMAIL, image: 'i', interpreter: false },
    relations: [RUNS_AS],
  },
  {
    type: 'run.googleapis.com/Job',
    says: 'a job that names no account and no program has the default account, and an unknown program',
    data: { template: { template: { containers: [{ image: 'i' }] } } },
    kind: 'GcpRunJob',
    props: { serviceAccount: DEFAULT, image: 'i' },
    lacks: ['interpreter'],
    relations: [RUNS_AS_DEFAULT],
  },
  {
    type: 'cloudfunctions.googleapis.com/CloudFunction',
    data: {
      serviceAccountEmail: EMAIL,
      httpsTrigger: { url: 'https://f.example' },
      ingressSettings: 'ALLOW_INTERNAL_ONLY',
    },
    kind: 'GcpFunction',
    props: { generation: 'GEN_1', trigger: 'https', ingress: 'ALLOW_INTERNAL_ONLY', serviceAccount: EMAIL },
    relations: [RUNS_AS],
  },
  {
    type: 'cloudfunctions.googleapis.com/CloudFunction',
    says: 'a function of an event takes all ingress where it says nothing',
    data: { eventTrigger: { eventType: 'e' } },
    kind: 'GcpFunction',
    props: { generation: 'GEN_1', trigger: 'event', ingress: 'ALLOW_ALL' },
  },
  {
    type: 'cloudfunctions.googleapis.com/Function',
    data: { environment: 'GEN_2', serviceConfig: { serviceAccountEmail: EMAIL }, eventTrigger: {} },
    kind: 'GcpFunction',
    props: { generation: 'GEN_2', trigger: 'event', serviceAccount: EMAIL },
    relations: [RUNS_AS],
  },
  {
    type: 'appengine.googleapis.com/Version',
    name: '//appengine.googleapis.com/apps/p/services/default/versions/v1',
    data: { servingStatus: 'SERVING', serviceAccount: EMAIL },
    kind: 'GcpAppEngineVersion',
    props: { name: 'v1', servingStatus: 'SERVING', serviceAccount: EMAIL },
    relations: [RUNS_AS],
  },
  {
    type: 'appengine.googleapis.com/Version',
    says: 'a version that names no account acts as that of the application',
    name: '//appengine.googleapis.com/apps/p/services/default/versions/v1',
    data: { servingStatus: 'STOPPED' },
    kind: 'GcpAppEngineVersion',
    props: { servingStatus: 'STOPPED', serviceAccount: 'p@appspot.gserviceaccount.com' },
    relations: ['HAS_EXECUTION_ROLE serviceAccount:p@appspot.gserviceaccount.com'],
  },
  {
    type: 'composer.googleapis.com/Environment',
    data: {
      state: 'RUNNING',
      config: { dagGcsPrefix: 'gs://eu-shop-bucket/dags', nodeConfig: { serviceAccount: EMAIL } },
    },
    kind: 'GcpComposerEnvironment',
    props: { state: 'RUNNING', serviceAccount: EMAIL },
    relations: [RUNS_AS, 'RUNS_CODE_FROM //storage.googleapis.com/eu-shop-bucket'],
  },
  {
    type: 'composer.googleapis.com/Environment',
    says: 'an environment that names nothing has the default account, and no bucket',
    data: { state: 'CREATING' },
    kind: 'GcpComposerEnvironment',
    props: { state: 'CREATING', serviceAccount: DEFAULT },
    relations: [RUNS_AS_DEFAULT],
  },
  {
    type: 'workflows.googleapis.com/Workflow',
    data: { state: 'ACTIVE', serviceAccount: `projects/p/serviceAccounts/${EMAIL}` },
    kind: 'GcpWorkflow',
    props: { state: 'ACTIVE', serviceAccount: EMAIL },
    relations: [RUNS_AS],
  },
  {
    type: 'workflows.googleapis.com/Workflow',
    says: 'a workflow that names no account has the default one',
    data: { state: 'ACTIVE' },
    kind: 'GcpWorkflow',
    props: { serviceAccount: DEFAULT },
    relations: [RUNS_AS_DEFAULT],
  },
  {
    type: 'container.googleapis.com/Cluster',
    data: { autopilot: { enabled: true } },
    kind: 'GcpGkeCluster',
    props: { autopilot: true, workloadIdentity: true, metadataPools: [] },
  },
  {
    type: 'container.googleapis.com/NodePool',
    name: '//container.googleapis.com/projects/p/zones/z/clusters/c/nodePools/one',
    data: { config: { serviceAccount: 'default', oauthScopes: ['s'] } },
    kind: 'GcpGkeNodePool',
    props: { serviceAccount: 'default', metadataServer: false, scopes: ['s'] },
    relations: [RUNS_AS_DEFAULT],
    inside: '//container.googleapis.com/projects/p/zones/z/clusters/c',
  },
  {
    type: 'dataproc.googleapis.com/Cluster',
    data: { status: { state: 'RUNNING' }, config: { gceClusterConfig: { serviceAccount: EMAIL } } },
    kind: 'GcpDataprocCluster',
    props: {
      state: 'RUNNING',
      serviceAccount: EMAIL,
      multiTenant: false,
      encryption: 'google',
      kmsKey: null,
    },
    relations: [RUNS_AS],
  },
  {
    type: 'cloudbuild.googleapis.com/BuildTrigger',
    data: { disabled: true, serviceAccount: `projects/p/serviceAccounts/${EMAIL}` },
    kind: 'GcpBuildTrigger',
    props: { disabled: true, pullRequests: false, serviceAccount: EMAIL },
    relations: [RUNS_AS],
  },
]
