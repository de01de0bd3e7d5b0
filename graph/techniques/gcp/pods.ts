import { groupByEach } from '../../group-by.ts'
import { ALLOWED, WORKLOAD } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { need, property } from '../needs.ts'
import { along } from '../pairs.ts'
import { defineTechnique, type GraphLiteral, type World } from '../technique.ts'
import { enabled, wideScopesOf } from './workloads.ts'

const pool = (props: Props, account: Props = {}): GraphLiteral => ({
  nodes: [
    ['cluster', 'GcpGkeCluster'],
    ['pool', 'GcpGkeNodePool', { scopes: ['https://www.googleapis.com/auth/cloud-platform'], ...props }],
    [
      'account',
      'GcpServiceAccount',
      { email: 'robot@p.iam.gserviceaccount.com', disabled: false, ...account },
    ],
  ],
  facts: [
    ['cluster', 'CONTAINS', 'pool'],
    ['pool', 'HAS_EXECUTION_ROLE', 'account'],
  ],
})

/** A pod asks the metadata server of its node, unless that of GKE stands before it. */
const instanceMetadata = need(
  'instance-metadata',
  'pods reach the metadata of the instance: no metadata server of GKE on the node pool',
  ({ through: [node] }) => {
    const server = node?.props.metadataServer
    if (server === undefined)
      return { state: 'unknown', detail: 'the metadata mode of the pool was not read' }
    return server === true
      ? { state: 'unmet', detail: 'the metadata server of GKE gives pods their own identity' }
      : { state: 'met', detail: 'pods get the metadata of the instance' }
  },
  { control: true },
)

export const nodeMetadata = defineTechnique({
  id: 'gcp-gke-pod-node-metadata',
  title: 'Code in a pod takes tokens of the service account of its node',
  edge: 'STEALS_METADATA',
  attack: ['T1552.005', 'T1611'],
  likelihood: WORKLOAD.instanceRole,
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#metadata_server',
  ],
  pairs: along('GcpGkeCluster', ['CONTAINS', 'HAS_EXECUTION_ROLE']),
  needs: {
    self: [
      instanceMetadata,
      need('access-scopes', 'the access scopes of its nodes take in every API', ({ through: [node] }) =>
        wideScopesOf(node?.props.scopes),
      ),
    ],
    target: [enabled],
    world: [],
  },
  evidence: ({ through: [node], target }) => [
    {
      type: 'setting',
      id: node?.id ?? target.id,
      detail: `its nodes act as ${String(target.props.email ?? target.id)}`,
    },
  ],
  provenance: ({ through: [node], self }) => ({
    id: node?.id ?? self.id,
    type: 'setting',
    edit: { change: 'set', resource: node?.id ?? self.id, property: 'metadataServer', value: true },
  }),
  example: pool({ metadataServer: false }),
  nearMiss: pool({ metadataServer: true }),
})

/** Of the pool of a project, whichever of the two ways a policy writes it. */
const poolProject = (id: string): string | null =>
  /^serviceAccount:([^[]+)\.svc\.id\.goog\[/.exec(id)?.[1] ??
  /\/workloadIdentityPools\/([^/]+)\.svc\.id\.goog\//.exec(id)?.[1] ??
  null

function* clustersWithSubjects({ facts, external }: World) {
  const subjects = groupByEach([...facts.ofKind('ExternalPrincipal'), ...external], ({ id }) => {
    const project = poolProject(id)
    return project === null ? [] : [project]
  })
  for (const self of facts.ofKind('GcpGkeCluster')) {
    const project = String(self.props.account)
    for (const target of subjects.get(project) ?? []) yield { self, target, through: [] }
  }
}

const SUBJECT = 'serviceAccount:shop.svc.id.goog[web/front]'
const bound = (props: Props, subject = SUBJECT): GraphLiteral => ({
  nodes: [
    ['cluster', 'GcpGkeCluster', { account: 'shop', workloadIdentity: true, ...props }],
    [subject, 'ExternalPrincipal'],
  ],
  facts: [],
})

/** Every cluster of a project shares its pool: whoever runs a pod in one picks its account of Kubernetes. */
export const podIdentity = defineTechnique({
  id: 'gcp-gke-workload-identity-binding',
  title: 'Code in a pod acts as an account of Kubernetes that policies name',
  edge: 'CAN_ASSUME',
  attack: ['T1078.004'],
  likelihood: ALLOWED,
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#identity_sameness',
  ],
  pairs: clustersWithSubjects,
  needs: {
    self: [
      need(
        'workload-identity',
        'workload identity is on in the cluster',
        property('self', 'workloadIdentity', (on) => on === true),
      ),
    ],
    target: [],
    world: [],
  },
  evidence: ({ self, target }) => [
    { type: 'setting', id: self.id, detail: `its pods may be ${String(target.props.name ?? target.id)}` },
  ],
  provenance: ({ self }) => ({
    id: self.id,
    type: 'setting',
    edit: { change: 'set', resource: self.id, property: 'workloadIdentity', value: false },
  }),
  example: bound({}),
  nearMiss: bound({}, 'serviceAccount:other.svc.id.goog[web/front]'),
})
