import { defineNode, flag, json, text, texts } from '../define.ts'

export const GcpInstance = defineNode({
  kind: 'GcpInstance',
  class: 'Workload',
  provider: 'gcp',
  service: 'compute',
  title: 'Compute Engine instance',
  properties: {
    status: text('RUNNING, TERMINATED, …'),
    machineType: text('short name'),
    networkTags: texts('tags that firewall rules aim at'),
    networkInterfaces: json('[{ network, subnetwork, address, external }]'),
    serviceAccount: text('email; null when it has none'),
    scopes: texts('access scopes of its tokens'),
    metadataKeys: texts('names of its metadata, never the values'),
    osLogin: flag('enable-oslogin of the instance itself; absent when it leaves that to the project'),
    blockProjectSshKeys: flag('project-wide keys are refused'),
    canIpForward: flag('may send packets of other addresses'),
    shieldedSecureBoot: flag('only signed boot code'),
    serialPortEnabled: flag('interactive serial console'),
  },
})
