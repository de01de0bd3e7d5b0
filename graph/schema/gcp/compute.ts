import { defineNode, flag, json, text, texts } from '../define.ts'
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
    networkTags: texts('tags that firewall rules aim at'),
    networkInterfaces: json('[{ network, subnetwork, address, external }]'),
    serviceAccount: text('email; null when it has none'),
    scopes: texts('access scopes of its tokens'),
    metadataKeys: texts('names of its metadata, never the values'),
    osLogin: flag(
      'OS Login decides who signs in, by its own metadata or the project’s; absent when not known',
    ),
    blockProjectSshKeys: flag('SSH keys in the metadata of the project are refused'),
    canIpForward: flag('may send packets of other addresses'),
    shieldedSecureBoot: flag('only signed boot code'),
    serialPortEnabled: flag(
      'interactive serial console, by its own metadata or the project’s; absent when not known',
    ),
  },
})
