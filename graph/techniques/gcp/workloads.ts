import { WORKLOAD } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { need, property } from '../needs.ts'
import { along } from '../pairs.ts'
import { defineTechnique, type GraphLiteral, type Pair, type Technique } from '../technique.ts'

const enabled = need(
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

/** Code asks the metadata server of its container for tokens. */
function runsAs(id: string, title: string, kind: string, reference: string): Technique {
  return defineTechnique({
    id,
    title,
    edge: 'RUNS_AS',
    attack: ['T1552.005', 'T1078.004'],
    likelihood: WORKLOAD.executionRole,
    references: [reference],
    pairs: along(kind, ['HAS_EXECUTION_ROLE']),
    needs: { self: [], target: [enabled], world: [] },
    evidence,
    provenance,
    example: holding(kind, {}),
    nearMiss: holding(kind, {}, { disabled: true }),
  })
}

export const runServiceRunsAs = runsAs(
  'gcp-run-service-account',
  'Code of a Cloud Run service acts as its service account',
  'GcpRunService',
  'https://cloud.google.com/run/docs/securing/service-identity',
)

export const functionRunsAs = runsAs(
  'gcp-function-service-account',
  'Code of a function acts as its service account',
  'GcpFunction',
  'https://cloud.google.com/functions/docs/securing/function-identity',
)

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
const wideScopes = need('access-scopes', 'the access scopes take in every API', ({ self }) => {
  const scopes = Array.isArray(self.props.scopes) ? self.props.scopes : null
  if (scopes === null) return { state: 'unknown', detail: 'its access scopes were not read' }
  if (scopes.includes(CLOUD_PLATFORM)) return { state: 'met', detail: 'it has the scope cloud-platform' }
  if (scopes.length === 0) return { state: 'unmet', detail: 'it has no access scopes' }
  return { state: 'unknown', detail: `its tokens are limited to ${scopes.length} access scopes` }
})

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
