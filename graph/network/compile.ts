import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord } from '../snapshot/records.ts'
import { parseBlocks } from './addresses.ts'
import {
  type Gateway,
  type NatGateway,
  type Network,
  type NetworkAcl,
  type Peering,
  type RouteTable,
  type SecurityGroup,
  type Subnet,
  textOf,
  textsOf,
  type Vpc,
} from './network.ts'
import { OTHER } from './ports.ts'
import { readAclEntries, readGroupRules, readRoutes } from './rules.ts'
import { readWorkloads } from './workloads.ts'

const compiled = new WeakMap<FactIndex, Network>()

/** Reads every route, rule and address of a snapshot once; the same index gives the same object. */
export function compileNetwork(facts: FactIndex): Network {
  const known = compiled.get(facts)
  if (known !== undefined) return known
  const groups = readGroups(facts)
  const peerings = readPeerings(facts)
  const vpcs = readVpcs(facts, peerings)
  const subnets = readSubnets(facts)
  const network: Network = {
    groups,
    peerings,
    vpcs,
    subnets,
    gateways: readGateways(facts),
    nats: readNats(facts),
    workloads: readWorkloads(facts, subnets, groups),
    protocols: protocolsOf(groups, subnets),
  }
  compiled.set(facts, network)
  return network
}

const byText = <T>(nodes: readonly NodeRecord[], key: string, make: (node: NodeRecord, id: string) => T) =>
  new Map(
    nodes.map((node) => {
      const id = textOf(node.props[key]) ?? lastPart(node.id)
      return [id, make(node, id)] as const
    }),
  )

/** `sg-1` of `arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1`. */
const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

const readGroups = (facts: FactIndex): Map<string, SecurityGroup> =>
  byText(facts.ofKind('AwsSecurityGroup'), 'groupId', ({ id, props }, groupId) => ({
    id,
    groupId,
    ingress: readGroupRules(id, 'ingress', props.ingress),
    egress: readGroupRules(id, 'egress', props.egress),
    known: props.ingress !== undefined,
  }))

const readGateways = (facts: FactIndex): Map<string, Gateway> =>
  byText(
    facts.ofKind('AwsInternetGateway').filter(({ props }) => props.stub !== true),
    'gatewayId',
    ({ id }, gatewayId) => ({
      id,
      gatewayId,
      vpcs: new Set(facts.from(id, 'ATTACHED_TO').map(({ to }) => to)),
    }),
  )

const readNats = (facts: FactIndex): Map<string, NatGateway> =>
  byText(facts.ofKind('AwsNatGateway'), 'gatewayId', ({ id, props }) => ({
    id,
    public: props.connectivity !== 'private' && (props.state ?? 'available') === 'available',
    subnet: facts.from(id, 'IN_SUBNET')[0]?.to ?? null,
  }))

function readPeerings(facts: FactIndex): Map<string, Peering> {
  const active = facts.ofKind('AwsVpcPeering').filter(({ props }) => props.status === 'active')
  const complete = active.filter(({ props }) => textOf(props.requesterVpc) && textOf(props.accepterVpc))
  return byText(complete, 'peeringId', ({ id, props }, peeringId) => ({
    id,
    peeringId,
    vpcs: [textOf(props.requesterVpc) ?? '', textOf(props.accepterVpc) ?? ''],
  }))
}

function readVpcs(facts: FactIndex, peerings: ReadonlyMap<string, Peering>): Map<string, Vpc> {
  const peeringsOf = new Map<string, Peering[]>()
  for (const peering of peerings.values()) {
    for (const vpc of peering.vpcs) peeringsOf.set(vpc, [...(peeringsOf.get(vpc) ?? []), peering])
  }
  return new Map(
    facts.ofKind('AwsVpc').map(({ id, props }) => [
      id,
      {
        id,
        blocks: parseBlocks([...textsOf(props.cidrBlocks), ...textsOf(props.ipv6CidrBlocks)]),
        peerings: peeringsOf.get(id) ?? [],
      },
    ]),
  )
}

function readSubnets(facts: FactIndex): Map<string, Subnet> {
  const acls = new Map<string, NetworkAcl>(
    facts
      .ofKind('AwsNetworkAcl')
      .filter(({ props }) => props.entries !== undefined)
      .map(({ id, props }) => [id, { id, entries: readAclEntries(props.entries) }]),
  )
  const tables = new Map<string, RouteTable>(
    facts
      .ofKind('AwsRouteTable')
      .filter(({ props }) => props.routes !== undefined)
      .map(({ id, props }) => [id, { id, routes: readRoutes(props.routes) }]),
  )
  const defaultAcls = defaultsByVpc(facts, 'AwsNetworkAcl', 'isDefault')
  const mainTables = defaultsByVpc(facts, 'AwsRouteTable', 'main')
  for (const { id } of facts.ofKind('AwsVpc')) {
    const table = facts.from(id, 'HAS_ROUTE_TABLE')[0]?.to
    if (table !== undefined) mainTables.set(id, table)
  }
  const subnet = ({ id, props }: NodeRecord): Subnet => {
    const vpc = facts.from(id, 'IN_VPC')[0]?.to ?? null
    const acl = facts.from(id, 'HAS_NETWORK_ACL')[0]?.to ?? defaultAcls.get(vpc ?? '')
    const table = facts.from(id, 'HAS_ROUTE_TABLE')[0]?.to ?? mainTables.get(vpc ?? '')
    return {
      id,
      vpc,
      blocks: parseBlocks([textOf(props.cidrBlock) ?? '', ...textsOf(props.ipv6CidrBlocks)]),
      acl: acls.get(acl ?? '') ?? null,
      routeTable: tables.get(table ?? '') ?? null,
    }
  }
  return new Map(facts.ofKind('AwsSubnet').map((node) => [node.id, subnet(node)]))
}

/** A subnet without an association of its own uses its VPC's main route table and default network ACL. */
function defaultsByVpc(facts: FactIndex, kind: string, property: string): Map<string, string> {
  const defaults = facts.ofKind(kind).filter(({ props }) => props[property] === true)
  return new Map(defaults.flatMap(({ id }) => facts.from(id, 'IN_VPC').map(({ to }) => [to, id] as const)))
}

/** The named protocols and `other` for all the rest, so that verdicts about `other` stay true for each of them. */
function protocolsOf(
  groups: ReadonlyMap<string, SecurityGroup>,
  subnets: ReadonlyMap<string, Subnet>,
): string[] {
  const protocols = new Set(['tcp', 'udp', 'icmp', 'icmpv6'])
  for (const { ingress, egress } of groups.values()) {
    for (const { protocol } of [...ingress, ...egress]) protocols.add(protocol)
  }
  const acls = new Set([...subnets.values()].flatMap(({ acl }) => acl ?? []))
  for (const { entries } of acls) for (const { protocol } of entries) protocols.add(protocol)
  protocols.delete('all')
  return [...protocols, OTHER]
}
