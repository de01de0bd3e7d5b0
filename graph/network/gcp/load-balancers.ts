import type { Condition } from '../../attack.ts'
import { groupByEach } from '../../group-by.ts'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { type Block, parseBlocks } from '../addresses.ts'
import { ALL_PORTS, type PortSet } from '../ports.ts'
import type { Blocker, Hop } from '../stages.ts'
import type { Entrance, GcpNetworks } from './model.ts'
import { portList } from './port-list.ts'

const computed = new WeakMap<GcpNetworks, ReadonlyMap<string, readonly Entrance[]>>()

/** By instance: the external load balancers that send to it. */
export function balancedEntrances(networks: GcpNetworks): ReadonlyMap<string, readonly Entrance[]> {
  const known = computed.get(networks)
  if (known !== undefined) return known
  const found = new Map<string, Entrance[]>()
  const groups = instancesByGroup(networks)
  for (const rule of networks.facts.ofKind('GcpForwardingRule')) {
    if (rule.props.stub === true || !isExternal(rule)) continue
    for (const [instance, entrance] of entrancesThrough({ networks, groups, rule })) {
      const list = found.get(instance) ?? []
      list.push(entrance)
      found.set(instance, list)
    }
  }
  computed.set(networks, found)
  return found
}

/** https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts */
const isExternal = ({ props }: Pick<NodeRecord, 'props'>): boolean =>
  String(props.scheme ?? 'EXTERNAL').startsWith('EXTERNAL')

interface Balancer {
  readonly networks: GcpNetworks
  readonly groups: ReadonlyMap<string, readonly string[]>
  readonly rule: NodeRecord
}
type To = readonly (readonly [instance: string, entrance: Entrance])[]

const idsIn = (value: Value | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function entrancesThrough(balancer: Balancer): To {
  const { facts } = balancer.networks
  const { props } = balancer.rule
  const target = facts.node(String(props.target))
  if (target?.kind === 'GcpTargetPool') {
    const hop = { id: target.id, component: 'target-pool', detail: 'sends on to it' }
    return idsIn(target.props.instances).map((instance) => [instance, passedOn(balancer, [hop])])
  }
  if (target?.kind === 'GcpTargetProxy') {
    const map = facts.node(String(target.props.urlMap))
    const services = [String(target.props.backendService), ...idsIn(map?.props.backendServices)]
    return services.flatMap((id) => facts.node(id) ?? []).flatMap((service) => proxied(balancer, service))
  }
  const service = target === undefined ? facts.node(String(props.backendService)) : undefined
  if (service === undefined) return []
  const hop = { id: service.id, component: 'backend-service', detail: 'sends on to its instance groups' }
  return idsIn(service.props.backends).flatMap((group) =>
    (balancer.groups.get(group) ?? []).map((instance) => [instance, passedOn(balancer, [hop])] as const),
  )
}

/** Packets arrive as the client sent them: https://cloud.google.com/load-balancing/docs/passthrough-network-load-balancer */
function passedOn({ rule }: Balancer, hops: readonly Hop[]): Entrance {
  return {
    family: 4,
    ports: portsOf(rule),
    proxies: null,
    routed: false,
    own: null,
    hops: [hopOf(rule), ...hops],
    conditions: [],
    stopped: null,
  }
}

function portsOf({ props }: NodeRecord): PortSet | null {
  const protocol = String(props.protocol ?? 'tcp')
  if (protocol === 'l3_default') return null
  const ports = idsIn(props.ports)
  if (ports.length === 0) return new Map([[protocol, ALL_PORTS]])
  return new Map([[protocol, portList(ports.map((port) => `${protocol}/${port}`)).portsOf(protocol)]])
}

const hopOf = (rule: NodeRecord): Hop => {
  const ports = idsIn(rule.props.ports)
  const detail = `takes ${String(rule.props.protocol)} on ${ports.length === 0 ? 'all ports' : ports.join(', ')}`
  return { id: rule.id, component: 'forwarding-rule', detail }
}

/** The proxy opens a connection of its own to the named port of the instance group. */
function proxied(balancer: Balancer, service: NodeRecord): To {
  const { facts } = balancer.networks
  const source = proxiesOf(balancer)
  return idsIn(service.props.backends).flatMap((id) => {
    const group = facts.node(id)
    const ports = namedPorts(group, String(service.props.portName ?? 'http'))
    const entrance: Entrance = {
      family: 4,
      ports,
      proxies: source,
      routed: false,
      own: null,
      hops: [
        hopOf(balancer.rule),
        { id: service.id, component: 'backend-service', detail: 'sends requests on to its instance groups' },
      ],
      conditions: [...unreadPort(group), ...armor(service)],
      stopped: noPort(id, ports) ?? (source.length === 0 ? noProxies(balancer.rule) : asked(service)),
    }
    return (balancer.groups.get(id) ?? []).map((instance) => [instance, entrance] as const)
  })
}

const unreadPort = (group: NodeRecord | undefined): readonly Condition[] =>
  group?.props.namedPorts === undefined
    ? [{ key: 'named-port', state: 'unknown', detail: 'the named ports of the instance group were not read' }]
    : []

/** https://cloud.google.com/armor/docs/security-policy-overview */
const armor = ({ props }: NodeRecord): readonly Condition[] =>
  typeof props.securityPolicy === 'string'
    ? [
        {
          key: 'cloud-armor',
          state: 'unknown',
          detail: `what ${props.securityPolicy} lets through is not known`,
        },
      ]
    : []

/** https://cloud.google.com/iap/docs/load-balancer-howto */
const asked = ({ id, props }: NodeRecord): Blocker | null =>
  props.identityAwareProxy === true
    ? { id, reason: 'identity-aware-proxy', detail: 'asks who comes before anything is sent on' }
    : null

/** https://cloud.google.com/load-balancing/docs/backend-service#named_ports */
const noPort = (id: string, ports: PortSet | null): Blocker | null =>
  ports?.get('tcp')?.length === 0
    ? { id, reason: 'named-port', detail: 'has no port of the name that the backend service sends to' }
    : null

const noProxies = ({ id }: NodeRecord): Blocker => ({
  id,
  reason: 'not-collected',
  detail: 'the proxy-only subnet of its region was not read',
})

/** null when the group was not read; nothing where it has no port of that name. */
function namedPorts(group: NodeRecord | undefined, name: string): PortSet | null {
  if (group?.props.namedPorts === undefined) return null
  const own = idsIn(group.props.namedPorts).filter((port) => port.startsWith(`${name}:`))
  return new Map([['tcp', portList(own.map((port) => `tcp/${port.slice(name.length + 1)}`)).portsOf('tcp')]])
}

/** Global and classic load balancers are Google Front Ends, regional ones send from a subnet of their own. */
function proxiesOf({ networks, rule }: Balancer): readonly Block[] {
  const region = /\/regions\/([^/]+)\//.exec(rule.id)?.[1]
  if (region === undefined || rule.props.scheme !== 'EXTERNAL_MANAGED') return GOOGLE_FRONT_ENDS
  const subnets = networks.facts
    .ofKind('GcpSubnetwork')
    .filter(({ id, props }) => props.network === rule.props.network && id.includes(`/regions/${region}/`))
    .filter(({ props }) => PROXY_ONLY.has(String(props.purpose)))
  return parseBlocks(subnets.map(({ props }) => String(props.range)))
}

/** https://cloud.google.com/load-balancing/docs/firewall-rules */
const GOOGLE_FRONT_ENDS = parseBlocks(['35.191.0.0/16', '130.211.0.0/22'])
/** https://cloud.google.com/load-balancing/docs/proxy-only-subnets */
const PROXY_ONLY = new Set(['REGIONAL_MANAGED_PROXY', 'INTERNAL_HTTPS_LOAD_BALANCER'])

/**
 * Projects in which an external load balancer sends to a group whose members no export told: any instance of theirs may
 * be one. Groups without a zone or instances lead to services of Google.
 */
export function projectsWithUnknownMembers(networks: GcpNetworks): ReadonlySet<string> {
  const groups = instancesByGroup(networks)
  const isUnknown = (id: string): boolean =>
    !groups.has(id) && (/\/instanceGroups\//.test(id) || /\/zones\/[^/]+\/networkEndpointGroups\//.test(id))
  const services = networks.facts
    .ofKind('GcpBackendService')
    .filter(({ props }) => isExternal({ props }) && idsIn(props.backends).some(isUnknown))
  return new Set(services.map(({ props }) => String(props.account)))
}

/** A managed group is told by its instances, another by the group itself. */
function instancesByGroup({ facts }: GcpNetworks): ReadonlyMap<string, readonly string[]> {
  const made = groupByEach(facts.ofKind('GcpInstance'), ({ props }) => idsIn(props.instanceGroups))
  const groups = new Map([...made].map(([group, instances]) => [group, instances.map(({ id }) => id)]))
  for (const { id, props } of facts.ofKind('GcpInstanceGroup')) {
    const members = idsIn(props.members).filter((one) => facts.node(one) !== undefined)
    if (members.length > 0) groups.set(id, [...new Set([...(groups.get(id) ?? []), ...members])])
  }
  return groups
}
