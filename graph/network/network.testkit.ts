import { type FactIndex, indexFacts } from '../snapshot/facts.ts'
import {
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
  type Value,
} from '../snapshot/records.ts'

/** Small networks for tests. Ids are the short ones; the code under test never looks inside an id. */
export interface Estate {
  readonly nodes: NodeRecord[]
  readonly relationships: RelationshipRecord[]
}

export const estate = (): Estate => ({ nodes: [], relationships: [] })

export function add(to: Estate, kind: string, id: string, props: Props, links: Props = {}): void {
  to.nodes.push({ id, kind, props })
  for (const [relationship, ends] of Object.entries(links)) {
    for (const end of Array.isArray(ends) ? ends : [ends]) {
      to.relationships.push({ from: id, kind: relationship, to: String(end), props: {} })
    }
  }
}

export function facts({ nodes, relationships }: Estate): FactIndex {
  return indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((relationship) => [relationshipId(relationship), relationship])),
    coverage: [],
  })
}

export const allow = (
  protocol: string,
  port: number | null,
  source: { cidrs?: string[]; groups?: string[] },
): Value => ({
  protocol,
  fromPort: port,
  toPort: port,
  cidrs: source.cidrs ?? [],
  groups: (source.groups ?? []).map((groupId) => ({ groupId })),
  prefixLists: [],
})

export const everything: Value = allow('all', null, { cidrs: ['0.0.0.0/0', '::/0'] })
export const world = (port: number): Value => allow('tcp', port, { cidrs: ['0.0.0.0/0'] })

export const entry = (
  number: number,
  direction: 'in' | 'out',
  verdict: 'allow' | 'deny',
  cidr = '0.0.0.0/0',
  ports: readonly [number, number] | null = null,
): Value => ({
  number,
  egress: direction === 'out',
  protocol: ports === null ? 'all' : 'tcp',
  allow: verdict === 'allow',
  cidr,
  fromPort: ports?.[0] ?? null,
  toPort: ports?.[1] ?? null,
})

const route = (destination: string, target: string, state = 'active'): Value => ({
  destination,
  target,
  state,
})
export const OPEN_ACL: Value[] = [entry(100, 'in', 'allow'), entry(100, 'out', 'allow')]

export interface NetworkOptions {
  readonly routes?: readonly (readonly [string, string, string?])[]
  readonly acl?: readonly Value[]
  readonly attached?: boolean
}

/** VPC 10.0.0.0/16 `vpc` with an internet gateway `igw-1`, and one subnet 10.0.1.0/24 `web-subnet`. */
export function publicNetwork(to: Estate, options: NetworkOptions = {}): void {
  add(to, 'AwsVpc', 'vpc', { cidrBlocks: ['10.0.0.0/16'], ipv6CidrBlocks: [] })
  const attached = options.attached === false ? {} : { ATTACHED_TO: 'vpc' }
  add(to, 'AwsInternetGateway', 'igw-1', { gatewayId: 'igw-1' }, attached)
  addSubnet(to, 'web-subnet', '10.0.1.0/24', options)
}

export function addSubnet(
  to: Estate,
  id: string,
  cidrBlock: string,
  options: NetworkOptions = {},
  vpc = 'vpc',
): void {
  const routes = options.routes ?? [
    ['10.0.0.0/16', 'local'],
    ['0.0.0.0/0', 'igw-1'],
  ]
  const table = `${id}-routes`
  const acl = `${id}-acl`
  add(to, 'AwsRouteTable', table, {
    routes: routes.map(([destination, target, state]) => route(destination, target, state)),
  })
  add(to, 'AwsNetworkAcl', acl, { entries: options.acl ?? OPEN_ACL })
  add(
    to,
    'AwsSubnet',
    id,
    { cidrBlock, ipv6CidrBlocks: [] },
    { IN_VPC: vpc, HAS_ROUTE_TABLE: table, HAS_NETWORK_ACL: acl },
  )
}

export function addGroup(to: Estate, id: string, ingress: Value[], egress: Value[] = [everything]): void {
  add(to, 'AwsSecurityGroup', id, { groupId: id, ingress, egress }, { IN_VPC: 'vpc' })
}

export interface InstanceOptions {
  readonly groups: string[]
  readonly subnet?: string
  readonly privateIp?: string
  readonly publicIp?: string | null
  readonly ipv6?: string[]
  readonly state?: string
}

/** A running instance with one interface `<id>-eni`; public unless `publicIp` is null. */
export function addInstance(to: Estate, id: string, options: InstanceOptions): void {
  const card = `${id}-eni`
  const publicIp = options.publicIp === undefined ? '54.1.2.3' : options.publicIp
  const addresses = {
    privateIps: [options.privateIp ?? '10.0.1.10'],
    publicIps: publicIp === null ? [] : [publicIp],
    ipv6Addresses: options.ipv6 ?? [],
  }
  const subnet = options.subnet ?? 'web-subnet'
  add(to, 'AwsNetworkInterface', card, addresses, { IN_SUBNET: subnet, IN_SECURITY_GROUP: options.groups })
  add(
    to,
    'AwsEc2Instance',
    id,
    { state: options.state ?? 'running' },
    { HAS_INTERFACE: card, IN_SUBNET: subnet },
  )
}
