import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'
import { type Block, parseAddresses } from './addresses.ts'
import { internetBut, judgeOutside } from './internet.ts'
import { type Interface, type Network, type SecurityGroup, textOf, textsOf } from './network.ts'
import { formatPorts, NO_PORTS, type PortSet, unionPorts } from './ports.ts'
import { readGroupRules } from './rules.ts'
import type { Verdict } from './stages.ts'

/** Stands for the global address of a load balancer, which no call tells. */
const SOME_IPV6 = parseAddresses(['2600::'])
const TRANSPORTS: { readonly [protocol: string]: readonly string[] } = {
  HTTP: ['tcp'],
  HTTPS: ['tcp'],
  TCP: ['tcp'],
  TLS: ['tcp'],
  UDP: ['udp'],
  QUIC: ['udp'],
  TCP_UDP: ['tcp', 'udp'],
  TCP_QUIC: ['tcp', 'udp'],
}

/**
 * Whether strangers reach a listener of a load balancer. It has an interface in each of its subnets, public when its
 * scheme says so: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 */
export function loadBalancerProperties(
  facts: FactIndex,
  network: Network,
  corporate: readonly Block[],
): [string, Props][] {
  const outside = internetBut(corporate)
  const groups = new Map([...network.groups.values()].map((group) => [group.id, group]))
  return facts.ofKind('AwsLoadBalancer').flatMap((balancer): [string, Props][] => {
    if (balancer.props.scheme === 'internal') return [[balancer.id, reach(NO_PORTS)]]
    const wanted = listenedPorts(balancer)
    const interfaces = interfacesOf(facts, network.subnets, balancer, groupsOf(facts, groups, balancer))
    if (balancer.props.scheme !== 'internet-facing' || wanted === null || interfaces === null) return []
    const ports = openPorts(interfaces.map(judgeOutside(network, outside, wanted)))
    return ports === null ? [] : [[balancer.id, reach(ports)]]
  })
}

const reach = (ports: PortSet): Props => ({
  internetReachable: ports.size > 0,
  internetPorts: formatPorts(ports),
  exposure: ports.size > 0 ? 'internet' : 'internal',
})

/** null when the listeners, or the protocol of one, are not known. */
function listenedPorts({ props }: NodeRecord): PortSet | null {
  if (!Array.isArray(props.listeners)) return null
  let ports = NO_PORTS
  for (const listener of textsOf(props.listeners)) {
    const [protocol = '', port] = listener.split(':')
    const transports = TRANSPORTS[protocol]
    if (transports === undefined) return null
    const own: PortSet = new Map(transports.map((transport) => [transport, [[Number(port), Number(port)]]]))
    ports = unionPorts(ports, own)
  }
  return ports
}

/** One for each subnet and address family; null when a subnet, or what guards the load balancer, is not known. */
function interfacesOf(
  facts: FactIndex,
  known: Network['subnets'],
  { id, props }: NodeRecord,
  groups: readonly SecurityGroup[],
): Interface[] | null {
  const places = facts.from(id, 'IN_SUBNET')
  const subnets = places.flatMap(({ to }) => known.get(to) ?? [])
  if (groups.length === 0 || subnets.length === 0 || subnets.length < places.length) return null
  const shared = { id, groups, groupIds: new Set(groups.map(({ groupId }) => groupId)) }
  const interfaces: Interface[] = []
  for (const subnet of subnets) {
    const at = { ...shared, subnet, addresses: [], publicAddresses: [] }
    if (props.ipAddressType !== 'dualstack-without-public-ipv4')
      interfaces.push({ ...at, publicAddresses: ['its public address'] })
    if (textOf(props.ipAddressType)?.startsWith('dualstack')) interfaces.push({ ...at, addresses: SOME_IPV6 })
  }
  return interfaces
}

function groupsOf(
  facts: FactIndex,
  known: ReadonlyMap<string, SecurityGroup>,
  { id, props }: NodeRecord,
): SecurityGroup[] {
  const groups = facts.from(id, 'IN_SECURITY_GROUP').map(({ to }) => known.get(to) ?? unread(to))
  return groups.length === 0 && props.type === 'network' ? [noGroup(id)] : groups
}

const unread = (id: string): SecurityGroup => ({ id, groupId: id, ingress: [], egress: [], known: false })

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html: all clients. */
function noGroup(id: string): SecurityGroup {
  const everybody = [{ protocol: 'all', cidrs: ['0.0.0.0/0', '::/0'] }]
  const rules = (direction: 'ingress' | 'egress') => readGroupRules(id, direction, everybody)
  return { id, groupId: 'none', ingress: rules('ingress'), egress: rules('egress'), known: true }
}

/** What is open for certain; null when nothing is, and something on the way was not collected. */
function openPorts(verdicts: readonly Verdict[]): PortSet | null {
  const certain = verdicts.filter(({ blockedBy, unknown }) => blockedBy === null && unknown.length === 0)
  if (certain.length > 0) return certain.map(({ ports }) => ports).reduce(unionPorts)
  const unread = verdicts.some(({ blockedBy }) => blockedBy === null || blockedBy.reason === 'not-collected')
  return unread ? null : NO_PORTS
}
