import { defineNode, flag, text, texts } from '../define.ts'

const gke = { class: 'Workload', provider: 'gcp', service: 'gke' } as const

export const GcpGkeCluster = defineNode({
  ...gke,
  kind: 'GcpGkeCluster',
  title: 'GKE cluster',
  properties: {
    autopilot: flag('Google looks after its nodes'),
    publicEndpoint: flag('its control plane has an external address'),
    authorizedNetworksOn: flag('only some networks reach the control plane'),
    authorizedNetworks: texts('ranges that reach the control plane'),
    workloadIdentity: flag('pods get identities of their own'),
    metadataPools: texts('node pools whose pods reach the metadata of the instance; absent when not known'),
    privateNodes: flag('no node has an external address'),
    legacyAbac: flag('static policies of old decide beside RBAC what identities may do inside'),
    clientCertificate: flag('a client certificate of its own gets in; absent when not known'),
  },
})

export const GcpGkeNodePool = defineNode({
  ...gke,
  kind: 'GcpGkeNodePool',
  title: 'Node pool of a GKE cluster',
  properties: {
    serviceAccount: text('email that its nodes act as, or default'),
    metadataServer: flag('pods get the metadata of GKE, not that of the instance; absent when not known'),
    scopes: texts('access scopes of the tokens of its nodes'),
  },
})

export const GcpDataprocCluster = defineNode({
  kind: 'GcpDataprocCluster',
  class: 'Workload',
  provider: 'gcp',
  service: 'dataproc',
  title: 'Dataproc cluster',
  properties: {
    state: text('RUNNING, STOPPED, ERROR, …'),
    serviceAccount: text('email that its machines act as'),
    multiTenant: flag('jobs run as a service account that whoever sends them is mapped to'),
    encryption: text('google | kms: whose key encrypts its disks'),
    kmsKey: text('customer-managed key; null when it has none'),
  },
})
