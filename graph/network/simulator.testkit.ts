/**
 * A packet simulator for tests: one packet at a time, one check after the other, nothing shared with the code that it
 * checks. It knows IPv4, TCP and UDP.
 */
export interface SimRule {
  readonly protocol: string
  readonly fromPort: number | null
  readonly toPort: number | null
  readonly cidrs: readonly string[]
  readonly groups: readonly { readonly groupId: string }[]
}
export interface SimEntry {
  readonly number: number
  readonly egress: boolean
  readonly protocol: string
  readonly allow: boolean
  readonly cidr: string
  readonly fromPort: number | null
  readonly toPort: number | null
}
export interface SimSubnet {
  readonly vpc: string
  readonly acl: readonly SimEntry[]
  readonly routes: readonly {
    readonly destination: string
    readonly target: string
    readonly state: string
  }[]
}
export interface SimInstance {
  readonly subnet: SimSubnet
  readonly groups: readonly string[]
  readonly privateIp: string
  readonly publicIp: string | null
  readonly running: boolean
}
export interface SimNetwork {
  readonly groups: Readonly<
    Record<string, { readonly ingress: readonly SimRule[]; readonly egress: readonly SimRule[] }>
  >
  /** VPC of each attached internet gateway. */
  readonly gateways: Readonly<Record<string, string>>
  /** The two VPCs of each active peering. */
  readonly peerings: Readonly<Record<string, readonly string[]>>
}
export interface SimPacket {
  readonly protocol: string
  readonly port: number
}

const CLIENT_PORTS = [1024, 1999, 2000, 39_999, 40_000, 45_000, 50_000, 50_001, 65_535]

export const numberOf = (ip: string): number =>
  ip.split('.').reduce((value, octet) => value * 256 + Number(octet), 0)

export function inBlock(ip: string, cidr: string): boolean {
  const [base, length] = cidr.split('/')
  const size = 2 ** (32 - Number(length))
  return Math.floor(numberOf(ip) / size) === Math.floor(numberOf(base ?? '') / size)
}

const inRange = (port: number, rule: { fromPort: number | null; toPort: number | null }): boolean =>
  rule.fromPort === null || rule.toPort === null || (rule.fromPort <= port && port <= rule.toPort)

const speaks = (rule: { readonly protocol: string }, protocol: string): boolean =>
  rule.protocol === 'all' || rule.protocol === protocol

function groupsPass(
  net: SimNetwork,
  groups: readonly string[],
  direction: 'ingress' | 'egress',
  packet: SimPacket,
  peer: { readonly ip: string; readonly groups: readonly string[] },
): boolean {
  return groups.some((group) =>
    net.groups[group]?.[direction].some(
      (rule) =>
        speaks(rule, packet.protocol) &&
        inRange(packet.port, rule) &&
        (rule.cidrs.some((cidr) => inBlock(peer.ip, cidr)) ||
          rule.groups.some(({ groupId }) => peer.groups.includes(groupId))),
    ),
  )
}

function aclPasses(subnet: SimSubnet, egress: boolean, packet: SimPacket, remote: string): boolean {
  const ordered = [...subnet.acl].filter((entry) => entry.egress === egress)
  ordered.sort((a, b) => a.number - b.number)
  for (const entry of ordered) {
    if (!speaks(entry, packet.protocol) || !inRange(packet.port, entry) || !inBlock(remote, entry.cidr))
      continue
    return entry.allow
  }
  return false
}

function nextHop(subnet: SimSubnet, ip: string): string | null {
  let best: { length: number; target: string; state: string } | null = null
  for (const { destination, target, state } of subnet.routes) {
    const length = Number(destination.split('/')[1])
    if (inBlock(ip, destination) && (best === null || length > best.length)) best = { length, target, state }
  }
  return best === null || best.state === 'blackhole' ? null : best.target
}

/** Does a connection from one address of the Internet get an answer? */
export function fromInternet(net: SimNetwork, source: string, to: SimInstance, packet: SimPacket): boolean {
  if (!to.running || to.publicIp === null) return false
  if (!aclPasses(to.subnet, false, packet, source)) return false
  if (!groupsPass(net, to.groups, 'ingress', packet, { ip: source, groups: [] })) return false
  const back = nextHop(to.subnet, source)
  if (back === null || net.gateways[back] !== to.subnet.vpc) return false
  return CLIENT_PORTS.some((port) => aclPasses(to.subnet, true, { ...packet, port }, source))
}

/** Does a connection from one instance to another, by private addresses, get an answer? */
export function fromInstance(
  net: SimNetwork,
  from: SimInstance,
  to: SimInstance,
  packet: SimPacket,
): boolean {
  if (!from.running || !to.running) return false
  const here = { ip: from.privateIp, groups: from.groups }
  const there = { ip: to.privateIp, groups: to.groups }
  if (!groupsPass(net, from.groups, 'egress', packet, there)) return false
  if (!groupsPass(net, to.groups, 'ingress', packet, here)) return false
  if (from.subnet === to.subnet) return true
  if (!routed(net, from.subnet, to) || !routed(net, to.subnet, from)) return false
  if (!aclPasses(from.subnet, true, packet, there.ip) || !aclPasses(to.subnet, false, packet, here.ip))
    return false
  return CLIENT_PORTS.some((port) => {
    const reply = { ...packet, port }
    return aclPasses(to.subnet, true, reply, here.ip) && aclPasses(from.subnet, false, reply, there.ip)
  })
}

function routed(net: SimNetwork, from: SimSubnet, to: SimInstance): boolean {
  const hop = nextHop(from, to.privateIp)
  if (hop === null) return false
  if (hop === 'local') return from.vpc === to.subnet.vpc
  const ends = net.peerings[hop] ?? []
  return from.vpc !== to.subnet.vpc && ends.includes(from.vpc) && ends.includes(to.subnet.vpc)
}
