import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import { type NodeRecord, type Props, relationshipId, type Value } from '../../snapshot/records.ts'
import { formatPorts } from '../ports.ts'
import { inboundRules, openFromInternet } from './security-rules.ts'

/** Each block names the page that decides its cases. */
const HOW = 'https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works'
const RULES = 'https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview'
const TAGS = 'https://learn.microsoft.com/azure/virtual-network/service-tags-overview'
const PUBLIC = 'https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses'

type Short = readonly [
  priority: number,
  access: 'allow' | 'deny',
  protocol: string,
  source: string,
  ports: string,
  more?: Props,
]

const DEFAULTS: readonly Short[] = [
  [65_000, 'allow', '*', 'VirtualNetwork', '*'],
  [65_001, 'allow', '*', 'AzureLoadBalancer', '*'],
  [65_500, 'deny', '*', '*', '*'],
]
const group = (rules: readonly Short[]): Value =>
  [...rules, ...DEFAULTS].map(([priority, access, protocol, source, ports, more]) => ({
    id: `rule-${priority}`,
    name: `rule-${priority}`,
    direction: 'Inbound',
    priority,
    access,
    protocol,
    sources: source.split(','),
    destinations: ['*'],
    destinationPorts: ports.split(','),
    ...more,
  }))

const opens = (
  rules: readonly Short[],
  receiver?: Parameters<typeof openFromInternet>[1],
): readonly string[] => formatPorts(openFromInternet(inboundRules(group(rules)) ?? [], receiver).ports)

describe(`rules are tried by priority and the first that matches decides: ${HOW}`, () => {
  test.each<[string, readonly Short[], readonly string[]]>([
    ['the default rules let nobody in', [], []],
    ['an allowed port is open', [[100, 'allow', 'Tcp', '*', '22']], ['tcp/22']],
    [
      'a lower deny closes it',
      [
        [100, 'deny', 'Tcp', '*', '22'],
        [200, 'allow', 'Tcp', '*', '22'],
      ],
      [],
    ],
    [
      'a later deny does not',
      [
        [100, 'allow', 'Tcp', '*', '22'],
        [200, 'deny', '*', '*', '*'],
      ],
      ['tcp/22'],
    ],
    [
      'the order of the list means nothing',
      [
        [200, 'allow', 'Tcp', '*', '22'],
        [100, 'deny', 'Tcp', '*', '22'],
      ],
      [],
    ],
    [
      'a deny of one port leaves the others of a range',
      [
        [100, 'deny', 'Tcp', '*', '22'],
        [200, 'allow', 'Tcp', '*', '20-25'],
      ],
      ['tcp/20-21', 'tcp/23-25'],
    ],
    [
      'a deny of a range leaves what lies outside',
      [
        [100, 'deny', 'Tcp', '*', '0-1023'],
        [200, 'allow', 'Tcp', '*', '*'],
      ],
      ['tcp/1024-65535'],
    ],
    [
      'a deny of udp leaves tcp',
      [
        [100, 'deny', 'Udp', '*', '53'],
        [200, 'allow', '*', '*', '53'],
      ],
      ['tcp/53'],
    ],
    ['an allowed udp port is open', [[100, 'allow', 'Udp', '*', '53']], ['udp/53']],
    ['a star is every protocol', [[100, 'allow', '*', '*', '*']], ['all']],
    ['a star with a port is that port of both', [[100, 'allow', '*', '*', '443']], ['tcp/443', 'udp/443']],
    [
      'a deny of everything first closes all',
      [
        [100, 'deny', '*', '*', '*'],
        [110, 'allow', '*', '*', '*'],
      ],
      [],
    ],
    [
      'adjoining ranges are one',
      [
        [100, 'allow', 'Tcp', '*', '80-89'],
        [110, 'allow', 'Tcp', '*', '90-99'],
      ],
      ['tcp/80-99'],
    ],
    [
      'overlapping ranges are one',
      [
        [100, 'allow', 'Tcp', '*', '80-95'],
        [110, 'allow', 'Tcp', '*', '90-99'],
      ],
      ['tcp/80-99'],
    ],
    [
      'an outbound rule opens nothing inward',
      [[100, 'allow', 'Tcp', '*', '22', { direction: 'Outbound' }]],
      [],
    ],
    [
      'three layers: allow in deny in allow',
      [
        [100, 'allow', 'Tcp', '*', '443'],
        [110, 'deny', 'Tcp', '*', '400-500'],
        [120, 'allow', 'Tcp', '*', '*'],
      ],
      ['tcp/0-399', 'tcp/443', 'tcp/501-65535'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(opens(rules)).toEqual(expected)
  })
})

describe(`ports come alone, in ranges and in lists: ${RULES}`, () => {
  test.each<[string, string, readonly string[]]>([
    ['one port', '22', ['tcp/22']],
    ['a list', '22,3389', ['tcp/22', 'tcp/3389']],
    ['a range', '20-25', ['tcp/20-25']],
    ['a list with a range', '22,8000-8080', ['tcp/22', 'tcp/8000-8080']],
    ['all', '*', ['tcp/0-65535']],
    ['the first port', '0', ['tcp/0']],
    ['the last port', '65535', ['tcp/65535']],
    ['the same port twice', '22,22', ['tcp/22']],
  ])('%s', (_, ports, expected) => {
    expect(opens([[100, 'allow', 'Tcp', '*', ports]])).toEqual(expected)
  })
})

describe(`who counts as the Internet: ${TAGS}`, () => {
  test.each<[string, string, boolean]>([
    ['a star', '*', true],
    ['the service tag', 'Internet', true],
    ['the service tag in another case', 'internet', true],
    ['all of IPv4', '0.0.0.0/0', true],
    ['all of IPv6', '::/0', true],
    ['half of IPv4', '128.0.0.0/1', true],
    ['a /8', '100.0.0.0/8', true],
    ['a /9 is somebody in particular', '100.0.0.0/9', false],
    ['two /9 that are a /8', '100.0.0.0/9,100.128.0.0/9', true],
    ['one address', '203.0.113.7', false],
    ['a small network', '203.0.113.0/24', false],
    ['the virtual network', 'VirtualNetwork', false],
    ['the load balancer probe', 'AzureLoadBalancer', false],
    ['a service tag of a service', 'ApiManagement', false],
    ['nothing', '', false],
  ])('%s', (_, source, open) => {
    expect(opens([[100, 'allow', 'Tcp', source, '22']])).toEqual(open ? ['tcp/22'] : [])
  })

  test.each<[string, readonly Short[], readonly string[]]>([
    [
      'a deny of one office leaves the rest of the Internet',
      [
        [100, 'deny', 'Tcp', '203.0.113.0/24', '22'],
        [200, 'allow', 'Tcp', '*', '22'],
      ],
      ['tcp/22'],
    ],
    [
      'a deny of the Internet closes a star',
      [
        [100, 'deny', 'Tcp', 'Internet', '22'],
        [200, 'allow', 'Tcp', '*', '22'],
      ],
      [],
    ],
    [
      'denies of both halves close all',
      [
        [100, 'deny', '*', '0.0.0.0/1', '*'],
        [110, 'deny', '*', '128.0.0.0/1', '*'],
        [200, 'allow', '*', '*', '*'],
      ],
      [],
    ],
    [
      'a deny of one half leaves the other',
      [
        [100, 'deny', '*', '0.0.0.0/1', '22'],
        [200, 'allow', 'Tcp', '*', '22'],
      ],
      ['tcp/22'],
    ],
    ['a source group is no stranger', [[100, 'allow', 'Tcp', '*', '22', { sourceGroups: ['asg'] }]], []],
  ])('%s', (_, rules, expected) => {
    expect(opens(rules)).toEqual(expected)
  })
})

describe(`whom a rule is for: ${RULES}`, () => {
  const web = { addresses: ['10.0.1.4'], groups: ['asg-web'] }
  test.each<[string, Props, boolean]>([
    ['its address', { destinations: ['10.0.1.4'] }, true],
    ['its network', { destinations: ['10.0.1.0/24'] }, true],
    ['another address', { destinations: ['10.0.1.5'] }, false],
    ['another network', { destinations: ['10.0.2.0/24'] }, false],
    ['the whole network', { destinations: ['VirtualNetwork'] }, true],
    ['its application group', { destinations: [], destinationGroups: ['asg-web'] }, true],
    ['another application group', { destinations: [], destinationGroups: ['asg-data'] }, false],
  ])('%s', (_, more, open) => {
    expect(opens([[100, 'allow', 'Tcp', '*', '22', more]], web)).toEqual(open ? ['tcp/22'] : [])
  })
})

describe(`machines: ${HOW} and ${PUBLIC}`, () => {
  const SSH = group([[100, 'allow', 'Tcp', '*', '22']])
  const WEB = group([[100, 'allow', 'Tcp', '*', '443']])
  const CLOSED = group([])
  interface Machine {
    readonly subnetGroup?: Value
    readonly cardGroup?: Value
    readonly publicIp?: 'Standard' | 'Basic'
    readonly power?: string
    readonly balancer?: Props
  }

  function reach({ subnetGroup, cardGroup, publicIp, power, balancer }: Machine) {
    const nodes: NodeRecord[] = [
      { id: 'vm', kind: 'AzureVirtualMachine', props: { powerState: power ?? 'running' } },
      {
        id: 'subnet',
        kind: 'AzureSubnet',
        props: { securityGroup: subnetGroup === undefined ? null : 'nsg-subnet' },
      },
      {
        id: 'card',
        kind: 'AzureNetworkInterface',
        props: {
          subnet: 'subnet',
          privateIps: ['10.0.1.4'],
          publicIps: publicIp === undefined ? [] : ['ip'],
          securityGroup: cardGroup === undefined ? null : 'nsg-card',
          applicationSecurityGroups: [],
        },
      },
      {
        id: 'ip',
        kind: 'AzurePublicIp',
        props: { skuName: publicIp ?? 'Standard', address: '198.51.100.4' },
      },
    ]
    if (subnetGroup !== undefined)
      nodes.push({ id: 'nsg-subnet', kind: 'AzureNetworkSecurityGroup', props: { rules: subnetGroup } })
    if (cardGroup !== undefined)
      nodes.push({ id: 'nsg-card', kind: 'AzureNetworkSecurityGroup', props: { rules: cardGroup } })
    if (balancer !== undefined) nodes.push({ id: 'lb', kind: 'AzureLoadBalancer', props: balancer })
    const link = { from: 'vm', kind: 'HAS_INTERFACE', to: 'card', props: {} }
    const { snapshot, blocked } = deriveSnapshot({
      nodes: new Map(nodes.map((node) => [node.id, node])),
      relationships: new Map([[relationshipId(link), link]]),
      coverage: [],
    })
    const edge = [...snapshot.relationships.values()].find(
      ({ kind, to }) => kind === 'CAN_REACH' && to === 'vm',
    )
    return { ports: edge?.props.ports ?? null, by: blocked.find(({ to }) => to === 'vm')?.by }
  }

  test.each<[string, Machine, readonly string[] | null]>([
    ['an address and a group that allows', { publicIp: 'Standard', cardGroup: SSH }, ['tcp/22']],
    ['a group of the subnet that allows', { publicIp: 'Standard', subnetGroup: SSH }, ['tcp/22']],
    ['both groups allow', { publicIp: 'Standard', subnetGroup: SSH, cardGroup: SSH }, ['tcp/22']],
    ['the subnet’s closes', { publicIp: 'Standard', subnetGroup: CLOSED, cardGroup: SSH }, null],
    ['the interface’s closes', { publicIp: 'Standard', subnetGroup: SSH, cardGroup: CLOSED }, null],
    ['what one allows the other does not', { publicIp: 'Standard', subnetGroup: SSH, cardGroup: WEB }, null],
    ['no address', { cardGroup: SSH, subnetGroup: SSH }, null],
    ['no group, a Basic address', { publicIp: 'Basic' }, ['all']],
    ['no group, a Standard address', { publicIp: 'Standard' }, null],
    ['a machine that is deallocated', { publicIp: 'Standard', cardGroup: SSH, power: 'deallocated' }, null],
    ['a machine that is stopped', { publicIp: 'Standard', cardGroup: SSH, power: 'stopped' }, null],
  ])('%s', (_, machine, expected) => {
    expect(reach(machine).ports).toEqual(expected)
  })

  const balancer = (rule: Props, publicIp: Props = { publicIp: 'ip' }): Props => ({
    skuName: 'Standard',
    frontends: [{ id: 'front', ...publicIp }],
    pools: [{ id: 'pool', members: ['card'] }],
    rules: [{ frontend: 'front', pool: 'pool', protocol: 'Tcp', backendPort: 443, ...rule }],
    natRules: [],
  })
  test.each<[string, Machine, readonly string[] | null]>([
    ['through a balancer to the port behind it', { balancer: balancer({}), cardGroup: WEB }, ['tcp/443']],
    ['a group that closes the port behind the balancer', { balancer: balancer({}), cardGroup: SSH }, null],
    ['a balancer to another pool', { balancer: balancer({ pool: 'other' }), cardGroup: WEB }, null],
    ['an internal balancer', { balancer: balancer({}, {}), cardGroup: WEB }, null],
    [
      'only the port that the balancer passes on',
      { balancer: balancer({ backendPort: 8080 }), cardGroup: group([[100, 'allow', '*', '*', '*']]) },
      ['tcp/8080'],
    ],
    [
      'a NAT rule to the interface',
      {
        balancer: {
          ...balancer({ pool: 'other' }),
          natRules: [{ frontend: 'front', interface: 'card', protocol: 'Tcp', backendPort: 22 }],
        },
        cardGroup: SSH,
      },
      ['tcp/22'],
    ],
    [
      'a NAT rule to another interface',
      {
        balancer: {
          ...balancer({ pool: 'other' }),
          natRules: [{ frontend: 'front', interface: 'other', protocol: 'Tcp', backendPort: 22 }],
        },
        cardGroup: SSH,
      },
      null,
    ],
  ])('%s', (_, machine, expected) => {
    expect(reach(machine).ports).toEqual(expected)
  })

  test('what stops it is named', () => {
    expect(reach({ publicIp: 'Standard', subnetGroup: CLOSED, cardGroup: SSH }).by?.id).toBe('nsg-subnet')
    expect(reach({ publicIp: 'Standard' }).by?.type).toBe('public-address')
    expect(reach({ publicIp: 'Standard', cardGroup: 'unreadable' }).by?.detail).toBe(
      'its rules were not read',
    )
  })
})

describe('services that have an address of their own', () => {
  const reached = (kind: string, props: Props) => {
    const { snapshot, blocked } = deriveSnapshot({
      nodes: new Map([['it', { id: 'it', kind, props }]]),
      relationships: new Map(),
      coverage: [],
    })
    const edge = [...snapshot.relationships.values()].some(
      ({ kind: found, to }) => found === 'CAN_REACH' && to === 'it',
    )
    return edge ? 'reached' : (blocked[0]?.by.type ?? 'nothing')
  }
  const APP = { state: 'Running', publicNetworkAccess: true, allowedRanges: [], anonymousAllowed: true }
  const AKS = { private: false, authorizedRanges: [] }
  const SQL = { publicNetworkAccess: true, anyAddress: true, entraOnly: false }
  test.each<[string, string, Props, string]>([
    ['an open app', 'AzureWebApp', APP, 'reached'],
    [
      'an app without public access',
      'AzureWebApp',
      { ...APP, publicNetworkAccess: false },
      'publicNetworkAccess',
    ],
    ['an app for an office', 'AzureWebApp', { ...APP, allowedRanges: ['203.0.113.0/24'] }, 'allowedRanges'],
    ['an app that asks for a login', 'AzureWebApp', { ...APP, anonymousAllowed: false }, 'authentication'],
    ['a stopped app', 'AzureWebApp', { ...APP, state: 'Stopped' }, 'nothing'],
    ['an open cluster', 'AzureKubernetesCluster', AKS, 'reached'],
    ['a private cluster', 'AzureKubernetesCluster', { ...AKS, private: true }, 'private'],
    [
      'a cluster for an office',
      'AzureKubernetesCluster',
      { ...AKS, authorizedRanges: ['203.0.113.0/24'] },
      'authorizedRanges',
    ],
    ['an open SQL server', 'AzureSqlServer', SQL, 'reached'],
    ['a SQL server for an office', 'AzureSqlServer', { ...SQL, anyAddress: false }, 'allowedRanges'],
    ['a SQL server without passwords', 'AzureSqlServer', { ...SQL, entraOnly: true }, 'entraOnly'],
    ['a container app from outside', 'AzureContainerApp', { externalIngress: true }, 'reached'],
    ['a container app from inside', 'AzureContainerApp', { externalIngress: false }, 'nothing'],
    [
      'a container group with an address',
      'AzureContainerGroup',
      { publicIp: '198.51.100.9', ports: ['tcp/80'] },
      'reached',
    ],
    ['a container group without', 'AzureContainerGroup', { ports: [] }, 'nothing'],
  ])('%s', (_, kind, props, expected) => {
    expect(reached(kind, props)).toBe(expected)
  })
})
