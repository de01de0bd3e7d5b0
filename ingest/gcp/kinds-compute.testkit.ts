import type { KindCase } from './kinds.testkit.ts'

const URL = 'https://www.googleapis.com/compute/v1/projects/p'
const NAME = '//compute.googleapis.com/projects/p'
const KEY = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k'
const BY_KMS = { kmsKeyName: `${KEY}/cryptoKeyVersions/1` }

const proxy = (type: string): KindCase => ({
  type: `compute.googleapis.com/${type}`,
  data: { urlMap: `${URL}/global/urlMaps/m` },
  kind: 'GcpTargetProxy',
  props: { urlMap: `${NAME}/global/urlMaps/m`, backendService: null },
})

/** What Compute Engine and its networks are read as. */
export const COMPUTE_CASES: readonly KindCase[] = [
  {
    type: 'compute.googleapis.com/Project',
    name: '//compute.googleapis.com/projects/p',
    data: { commonInstanceMetadata: { items: [{ key: 'enable-oslogin', value: 'TRUE' }] } },
    kind: 'GcpProject',
    id: '111111111111',
    props: { osLogin: true },
  },
  {
    type: 'compute.googleapis.com/Instance',
    data: {
      status: 'RUNNING',
      id: '4711',
      machineType: `${URL}/zones/z/machineTypes/e2-small`,
      serviceAccounts: [{ email: 'Robot@p.iam.gserviceaccount.com', scopes: ['b', 'a'] }],
      canIpForward: true,
      tags: { items: ['web', 'api'] },
      disks: [
        {
          boot: true,
          licenses: ['https://www.googleapis.com/compute/v1/projects/debian-cloud/global/licenses/debian-12'],
        },
      ],
      shieldedInstanceConfig: { enableSecureBoot: true },
      metadata: {
        items: [
          { key: 'startup-script', value: 'export DB_PASSWORD=correct-horse' },
          { key: 'startup-script-url', value: 'gs://scripts/start.sh' },
          { key: 'enable-oslogin', value: 'TRUE' },
          { key: 'enable-osconfig', value: 'TRUE' },
          { key: 'block-project-ssh-keys', value: 'TRUE' },
        ],
      },
    },
    kind: 'GcpInstance',
    props: {
      status: 'RUNNING',
      instanceId: '4711',
      machineType: 'e2-small',
      serviceAccount: 'robot@p.iam.gserviceaccount.com',
      scopes: ['a', 'b'],
      canIpForward: true,
      networkTags: ['api', 'web'],
      publicImage: true,
      shieldedSecureBoot: true,
      metadataKeys: [
        'block-project-ssh-keys',
        'enable-osconfig',
        'enable-oslogin',
        'startup-script',
        'startup-script-url',
      ],
      metadataCredentialKinds: ['password'],
      metadataAccessKeyIds: [],
      foreignClients: [],
      ownOsLogin: true,
      osLogin: true,
      osConfig: true,
      blocksProjectKeys: true,
    },
    relations: [
      'HAS_EXECUTION_ROLE serviceAccount:robot@p.iam.gserviceaccount.com',
      'RUNS_CODE_FROM //storage.googleapis.com/scripts',
    ],
  },
  {
    type: 'compute.googleapis.com/Disk',
    data: { diskEncryptionKey: BY_KMS },
    kind: 'GcpDisk',
    props: { attached: false, encryption: 'kms', kmsKey: `${KEY}/cryptoKeyVersions/1` },
    relations: [`USES_KEY //cloudkms.googleapis.com/${KEY}`],
  },
  {
    type: 'compute.googleapis.com/Image',
    data: { family: 'base', imageEncryptionKey: BY_KMS },
    kind: 'GcpImage',
    props: { family: 'base', encryption: 'kms' },
  },
  {
    type: 'compute.googleapis.com/Image',
    says: 'an image of no family, encrypted with a key that its owner alone has',
    data: { imageEncryptionKey: { sha256: 'abc=' } },
    kind: 'GcpImage',
    props: { family: null, encryption: 'supplied' },
  },
  {
    type: 'compute.googleapis.com/Snapshot',
    data: { snapshotEncryptionKey: { sha256: 'abc=' } },
    kind: 'GcpSnapshot',
    props: { encryption: 'supplied' },
  },
  {
    type: 'compute.googleapis.com/Snapshot',
    says: 'a snapshot that says nothing of a key has one of Google’s',
    data: {},
    kind: 'GcpSnapshot',
    props: { encryption: 'google' },
  },
  {
    type: 'compute.googleapis.com/MachineImage',
    data: { machineImageEncryptionKey: BY_KMS },
    kind: 'GcpMachineImage',
    props: { encryption: 'kms' },
  },
  {
    type: 'compute.googleapis.com/Network',
    data: {
      autoCreateSubnetworks: true,
      peerings: [{ network: `${URL}/global/networks/other`, state: 'ACTIVE' }],
    },
    kind: 'GcpNetwork',
    props: {
      legacy: false,
      firewallOrder: 'AFTER_CLASSIC_FIREWALL',
      peerings: [
        { network: `${NAME}/global/networks/other`, active: true, exportsPublic: true, importsPublic: false },
      ],
    },
  },
  {
    type: 'compute.googleapis.com/Subnetwork',
    data: { ipCidrRange: '10.0.0.0/24', privateIpGoogleAccess: true },
    kind: 'GcpSubnetwork',
    props: { range: '10.0.0.0/24', purpose: 'PRIVATE', privateGoogleAccess: true },
  },
  {
    type: 'compute.googleapis.com/Firewall',
    data: {
      sourceRanges: ['10.0.0.0/8'],
      targetTags: ['web', 'api'],
      denied: [{ IPProtocol: 'tcp', ports: ['22'] }],
    },
    kind: 'GcpFirewall',
    props: {
      targetTags: ['api', 'web'],
      direction: 'INGRESS',
      action: 'deny',
      ports: ['tcp/22'],
      priority: 1000,
      openToInternet: [],
    },
  },
  {
    type: 'compute.googleapis.com/FirewallPolicy',
    data: { rules: [] },
    kind: 'GcpFirewallPolicy',
    props: {},
  },
  {
    type: 'compute.googleapis.com/Route',
    data: { destRange: '0.0.0.0/0', nextHopGateway: `${URL}/global/gateways/default-internet-gateway` },
    kind: 'GcpRoute',
    props: { destination: '0.0.0.0/0', priority: 1000, tags: [], nextHop: 'default-internet-gateway' },
  },
  ...['BackendService', 'RegionBackendService'].map(
    (type): KindCase => ({
      type: `compute.googleapis.com/${type}`,
      data: { loadBalancingScheme: 'EXTERNAL', protocol: 'HTTP', logConfig: { enable: true } },
      kind: 'GcpBackendService',
      props: { scheme: 'EXTERNAL', protocol: 'HTTP', logging: true },
    }),
  ),
  ...['ForwardingRule', 'GlobalForwardingRule'].map(
    (type): KindCase => ({
      type: `compute.googleapis.com/${type}`,
      data: { IPProtocol: 'UDP', ports: ['53'], network: `${URL}/global/networks/n` },
      kind: 'GcpForwardingRule',
      props: { protocol: 'udp', ports: ['53'], network: `${NAME}/global/networks/n` },
    }),
  ),
  ...[
    'TargetHttpProxy',
    'TargetHttpsProxy',
    'TargetTcpProxy',
    'TargetSslProxy',
    'RegionTargetHttpProxy',
    'RegionTargetHttpsProxy',
    'RegionTargetTcpProxy',
  ].map(proxy),
  ...['UrlMap', 'RegionUrlMap'].map(
    (type): KindCase => ({
      type: `compute.googleapis.com/${type}`,
      data: { defaultService: `${URL}/global/backendServices/b` },
      kind: 'GcpUrlMap',
      props: { backendServices: [`${NAME}/global/backendServices/b`] },
    }),
  ),
  {
    type: 'compute.googleapis.com/TargetPool',
    data: { instances: [`${URL}/zones/z/instances/i`] },
    kind: 'GcpTargetPool',
    props: { instances: [`${NAME}/zones/z/instances/i`] },
  },
  {
    type: 'compute.googleapis.com/TargetInstance',
    data: { instance: `${URL}/zones/z/instances/i` },
    kind: 'GcpTargetPool',
    props: { instances: [`${NAME}/zones/z/instances/i`] },
  },
  {
    type: 'compute.googleapis.com/InstanceGroup',
    data: {
      namedPorts: [
        { name: 'web', port: 80 },
        { name: 'api', port: 90 },
      ],
    },
    kind: 'GcpInstanceGroup',
    props: { namedPorts: ['api:90', 'web:80'] },
  },
]
