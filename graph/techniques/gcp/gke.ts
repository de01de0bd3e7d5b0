import {
  defineGcpTechnique,
  type GcpTechnique,
  onTarget,
  type Prerequisite,
} from '../../access/gcp/technique.ts'
import { ALLOWED, TECHNIQUE } from '../../likelihood.ts'

const PERMISSIONS = 'https://cloud.google.com/kubernetes-engine/docs/how-to/iam'

/** Where only some networks reach the control plane, whether the attacker stands in one of them is not known. */
const controlPlane: Prerequisite = {
  id: 'control-plane',
  says: 'the attacker reaches the control plane',
  decide({ props: { publicEndpoint, authorizedNetworksOn } }) {
    return { state: publicEndpoint === true && authorizedNetworksOn === false ? 'met' : 'unknown' }
  },
  example: { target: { publicEndpoint: true, authorizedNetworksOn: false } },
  nearMiss: null,
}

const cluster = { target: 'GcpGkeCluster', prerequisites: [controlPlane] } as const

/** What IAM allows in a cluster counts beside what its own roles allow: either is enough. */
export const GKE: readonly GcpTechnique[] = [
  defineGcpTechnique({
    ...cluster,
    id: 'gcp-gke-pod-exec',
    title: 'Runs commands in pods of a cluster, or pods of its own',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1609', 'T1610'],
    likelihood: TECHNIQUE.command,
    references: [PERMISSIONS, 'https://cloud.google.com/kubernetes-engine/docs/concepts/access-control'],
    needs: [onTarget('container.pods.exec'), onTarget('container.pods.create')],
    nearMisses: [
      {
        says: 'the address of the cluster without a right in it',
        permissions: ['container.clusters.get', 'container.clusters.getCredentials'],
      },
      { says: 'the viewer runs nothing', role: 'roles/container.viewer' },
    ],
  }),
  defineGcpTechnique({
    ...cluster,
    id: 'gcp-gke-secret-read',
    title: 'Reads the secrets of a cluster',
    category: 'data',
    edge: 'CAN_READ',
    attack: ['T1552.007'],
    likelihood: ALLOWED,
    references: [PERMISSIONS, 'https://cloud.google.com/kubernetes-engine/docs/concepts/secret'],
    needs: [onTarget('container.secrets.get'), onTarget('container.secrets.list')],
    nearMisses: [{ says: 'the viewer sees no secrets', role: 'roles/container.viewer' }],
  }),
]
