import { WORKLOAD } from '../../likelihood.ts'
import type { Props, Value } from '../../snapshot/records.ts'
import { need, property } from '../needs.ts'
import { along } from '../pairs.ts'
import { type Decided, defineTechnique, type GraphLiteral, type Pair } from '../technique.ts'

export const enabled = need(
  'account-enabled',
  'the service account is enabled',
  property('target', 'disabled', (disabled) => disabled !== true),
)

const evidence = ({ self, target }: Pair) => [
  {
    type: 'setting',
    id: self.id,
    detail: `its service account is ${String(target.props.email ?? target.id)}`,
  },
]

const provenance = ({ self }: Pair) => ({
  id: self.id,
  type: 'setting',
  edit: { change: 'set', resource: self.id, property: 'serviceAccount', value: null },
})

function holding(kind: string, workload: Props, account: Props = {}): GraphLiteral {
  return {
    nodes: [
      ['workload', kind, workload],
      [
        'account',
        'GcpServiceAccount',
        { email: 'robot@p.iam.gserviceaccount.com', disabled: false, ...account },
      ],
    ],
    facts: [['workload', 'HAS_EXECUTION_ROLE', 'account']],
  }
}

/** What runs code as a service account, beside instances, whose tokens access scopes limit. */
const WORKLOADS = [
  'GcpRunService',
  'GcpRunJob',
  'GcpFunction',
  'GcpAppEngineVersion',
  'GcpDataprocCluster',
  'GcpComposerEnvironment',
  'GcpWorkflow',
  'GcpBuildTrigger',
] as const

/** Code asks the metadata server of its container for tokens; what names no account has the default one. */
export const runsAs = defineTechnique({
  id: 'gcp-workload-service-account',
  title: 'Code of a workload acts as its service account',
  edge: 'RUNS_AS',
  attack: ['T1552.005', 'T1078.004'],
  likelihood: WORKLOAD.executionRole,
  references: [
    'https://cloud.google.com/run/docs/securing/service-identity',
    'https://cloud.google.com/functions/docs/securing/function-identity',
    'https://cloud.google.com/appengine/docs/standard/configure-service-accounts',
    'https://cloud.google.com/workflows/docs/authentication',
  ],
  pairs: function* (world) {
    for (const kind of WORKLOADS) yield* along(kind, ['HAS_EXECUTION_ROLE'])(world)
  },
  needs: { self: [], target: [enabled], world: [] },
  evidence,
  provenance,
  example: holding('GcpRunService', {}),
  nearMiss: holding('GcpRunService', {}, { disabled: true }),
})

const runs = need(
  'instance-runs',
  'the instance runs',
  property('self', 'status', (status) => status === 'RUNNING'),
)

const CLOUD_PLATFORM = 'https://www.googleapis.com/auth/cloud-platform'

/**
 * The token is good for what scopes and roles both allow; with narrower scopes, what it is good for is not known.
 * https://cloud.google.com/compute/docs/access/service-accounts#accesscopesiam
 */
export function wideScopesOf(scopes: Value | undefined): Decided {
  if (!Array.isArray(scopes)) return { state: 'unknown', detail: 'its access scopes were not read' }
  if (scopes.includes(CLOUD_PLATFORM)) return { state: 'met', detail: 'it has the scope cloud-platform' }
  if (scopes.length === 0) return { state: 'unmet', detail: 'it has no access scopes' }
  return { state: 'unknown', detail: `its tokens are limited to ${scopes.length} access scopes` }
}

const wideScopes = need('access-scopes', 'the access scopes take in every API', ({ self }) =>
  wideScopesOf(self.props.scopes),
)

export const instanceToken = defineTechnique({
  id: 'gcp-gce-metadata-token',
  title: 'Code on an instance takes tokens of its service account from the metadata server',
  edge: 'STEALS_METADATA',
  attack: ['T1552.005'],
  // The metadata server asks for a header, as IMDSv2 does.
  likelihood: WORKLOAD.instanceRole,
  references: ['https://cloud.google.com/compute/docs/metadata/querying-metadata'],
  pairs: along('GcpInstance', ['HAS_EXECUTION_ROLE']),
  needs: { self: [runs, wideScopes], target: [enabled], world: [] },
  evidence,
  provenance,
  example: holding('GcpInstance', { status: 'RUNNING', scopes: [CLOUD_PLATFORM] }),
  nearMiss: holding('GcpInstance', { status: 'TERMINATED', scopes: [CLOUD_PLATFORM] }),
})
