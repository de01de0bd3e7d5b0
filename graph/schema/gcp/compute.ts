import { defineNode, derived, flag, json, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'
import { POLICY } from './policy.ts'

export const GcpInstance = defineNode({
  kind: 'GcpInstance',
  class: 'Workload',
  provider: 'gcp',
  service: 'compute',
  title: 'Compute Engine instance',
  properties: {
    ...POLICY,
    status: text('RUNNING, TERMINATED, …'),
    machineType: text('short name'),
    instanceId: text('its number, by which tag bindings name it; absent when not known'),
    networkTags: texts('tags that firewall rules aim at'),
    networkInterfaces: json('[{ network, subnetwork, address, external, externalIpv6 }]'),
    instanceGroups: texts('ids of the instance groups that it is known to be in'),
    internetReachable: derived(flag('some port is reachable from the Internet; absent when not known')),
    internetPorts: derived(texts('what is reachable, such as tcp/22')),
    serviceAccount: text('email; null when it has none'),
    scopes: texts('access scopes of its tokens'),
    metadataKeys: texts('names of its metadata, never the values'),
    metadataCredentialKinds: texts('kinds of credential detected in the values; empty when none'),
    metadataAccessKeyIds: texts('AWS access key ids found in them: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    osLogin: flag(
      'OS Login decides who signs in, by its own metadata or the project’s; absent when not known',
    ),
    osLogin2fa: flag(
      'OS Login asks for a second factor, by its own metadata or the project’s; absent when not known',
    ),
    ownOsLogin: flag('its own metadata switches OS Login on; the project can switch it on all the same'),
    blocksProjectKeys: flag('its own metadata shuts out SSH keys of the project'),
    osConfig: flag(
      'VM Manager may configure it, by its own metadata or the project’s; absent when not known',
    ),
    publicImage: flag(
      'its boot disk has a licence of one of Google’s public images, which carry the guest agent; absent when not known',
    ),
    projectSshKeys: flag('SSH keys in the metadata of the project let people in; absent when not known'),
    publicAddress: flag('an interface takes an external address, IPv4 or IPv6'),
    gkeNode: flag('a node of a cluster of GKE, by the label that GKE puts on it'),
    gkeCluster: text(
      'location and name of its cluster, europe-west1/live; absent where its labels do not tell',
    ),
    gkeNodePool: text('node pool of the cluster; absent where its labels do not tell'),
    canIpForward: flag('may send packets of other addresses'),
    shieldedSecureBoot: flag('only signed boot code'),
    shieldedVtpm: flag('has a virtual TPM'),
    shieldedIntegrityMonitoring: flag('its boot is measured and compared'),
    confidential: flag('its memory is encrypted with a key that the host does not have'),
    serialPortEnabled: flag(
      'interactive serial console, by its own metadata or the project’s; absent when not known',
    ),
  },
})

export const GcpDisk = defineNode({
  kind: 'GcpDisk',
  class: 'Data',
  provider: 'gcp',
  service: 'compute',
  title: 'Persistent disk',
  properties: {
    ...POLICY,
    attached: flag('some instance uses it'),
    encryption: text('google | kms | supplied: whose key it is encrypted with'),
    kmsKey: text('customer-managed key; null when it has none'),
  },
})

export const GcpImage = defineNode({
  kind: 'GcpImage',
  class: 'Data',
  provider: 'gcp',
  service: 'compute',
  title: 'Compute Engine image',
  properties: {
    ...POLICY,
    family: text('image family; null when it is in none'),
    encryption: text('google | kms | supplied: whose key it is encrypted with'),
  },
})

const copy = { class: 'Data', provider: 'gcp', service: 'compute' } as const
const ENCRYPTION = text('google | kms | supplied: whose key it is encrypted with')

export const GcpSnapshot = defineNode({
  ...copy,
  kind: 'GcpSnapshot',
  title: 'Snapshot of a persistent disk',
  properties: { ...POLICY, encryption: ENCRYPTION },
})

export const GcpMachineImage = defineNode({
  ...copy,
  kind: 'GcpMachineImage',
  title: 'Machine image',
  properties: { ...POLICY, encryption: ENCRYPTION },
})
