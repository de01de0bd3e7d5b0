import type { Address } from './addresses.ts'
import { aclEntryFor, aclPorts, EPHEMERAL, groupPorts, groupRulesFor } from './filters.ts'
import { EMPTY, type IntervalSet, intersect, union } from './intervals.ts'
import type { Interface, SecurityGroup, Subnet } from './network.ts'
import { ALL_PORTS, hasPorts, inFamily } from './ports.ts'
import type { AclEntry } from './rules.ts'
import type { Packet, Stage } from './stages.ts'

const STRANGER: ReadonlySet<string> = new Set()

/** `tcp/443`; without a port for protocols that have none. */
const service = ({ protocol, port }: Packet): string =>
  hasPorts(protocol) ? `${protocol}/${port}` : protocol

/**
 * The security groups of an interface, seen from one direction. `remote` gives the other end's address for a packet;
 * `groups` are its groups, empty for strangers.
 */
export function securityGroupStage(
  at: Interface,
  direction: 'ingress' | 'egress',
  remote: (source: Address) => Address,
  groups: ReadonlySet<string> = STRANGER,
): Stage {
  const peer = (source: Address) => ({ ...remote(source), groups })
  const verb = direction === 'ingress' ? 'admits' : 'lets out'
  const admitting = (group: SecurityGroup, { protocol, port, source }: Packet) =>
    groupRulesFor(group[direction], protocol, port, peer(source))[0]
  return {
    component: 'security-group',
    passes: (protocol, source) => {
      if (!inFamily(protocol, source.family)) return EMPTY
      const end = peer(source)
      return at.groups.reduce((set, group) => union(set, groupPorts(group[direction], protocol, end)), EMPTY)
    },
    hop: (packet) => {
      const group = at.groups.find((candidate) => admitting(candidate, packet) !== undefined)
      const rule = group && admitting(group, packet)
      return {
        id: group?.id ?? at.id,
        component: 'security-group',
        detail: `rule ${rule?.id} ${verb} ${service(packet)}`,
      }
    },
    blocker: (packet) => {
      const unread = at.groups.find(({ known }) => !known)
      if (unread !== undefined || at.groups.length === 0) {
        const id = unread?.id ?? at.id
        return { id, reason: 'not-collected', detail: 'the rules of its security groups were not collected' }
      }
      const list = at.groups
        .flatMap((group) => group[direction])
        .find(({ prefixLists }) => prefixLists.length > 0)
      if (list !== undefined) {
        const detail = `rule ${list.id} is about ${list.prefixLists.join(', ')}, whose addresses were not collected`
        return { id: at.groups[0]?.id ?? at.id, reason: 'not-collected', detail }
      }
      const names = at.groups.map(({ groupId }) => groupId).join(', ')
      return {
        id: at.groups[0]?.id ?? at.id,
        reason: 'security-group',
        detail: `no ${direction} rule of ${names} ${verb} ${packet.traffic}`,
      }
    },
  }
}

/** The network ACL of a subnet for the packets of the connection in one direction. */
export function aclStage(
  subnet: Subnet,
  direction: 'in' | 'out',
  remote: (source: Address) => Address,
): Stage {
  const egress = direction === 'out'
  const { acl } = subnet
  if (acl === null) return uncollected('network-acl', subnet.id, 'the network ACL of the subnet')
  const decide = ({ protocol, port, source }: Packet) =>
    aclEntryFor(acl.entries, egress, protocol, port, remote(source))
  return {
    component: 'network-acl',
    passes: (protocol, source) => aclPorts(acl.entries, egress, protocol, remote(source)),
    hop: (packet) => ({
      id: acl.id,
      component: 'network-acl',
      detail: `${entryName(decide(packet))} allows ${service(packet)} ${direction}`,
    }),
    blocker: (packet) => ({
      id: acl.id,
      reason: 'network-acl',
      detail: `${entryName(decide(packet))} denies ${service(packet)} ${direction}`,
    }),
  }
}

/** A network ACL that answers pass on their way back. */
interface ReplyFilter {
  readonly subnet: Subnet
  readonly direction: 'in' | 'out'
  /** Who the answers go to or come from, seen from the subnet. */
  readonly remote: (source: Address) => Address
}

/**
 * The network ACLs for the answers, which go to a port of the client's choice: one port has to pass them all.
 */
export function replyStage(filters: readonly ReplyFilter[]): Stage {
  const portsThrough = (protocol: string, source: Address, some: readonly ReplyFilter[]): IntervalSet =>
    some.reduce<IntervalSet>(
      (ports, filter) => intersect(ports, replyPorts(filter, protocol, source)),
      hasPorts(protocol) ? EPHEMERAL : ALL_PORTS,
    )
  /** The first ACL that leaves no port open. */
  const culprit = ({ protocol, source }: Packet) =>
    filters.find((_, index) => portsThrough(protocol, source, filters.slice(0, index + 1)).length === 0)
  const unread = filters.find(({ subnet }) => subnet.acl === null)
  const idOf = (filter: ReplyFilter | undefined) => filter?.subnet.acl?.id ?? filter?.subnet.id ?? ''
  return {
    component: 'network-acl',
    passes: (protocol, source) => (portsThrough(protocol, source, filters).length > 0 ? ALL_PORTS : EMPTY),
    hop: ({ protocol }) => ({
      id: idOf(filters[0]),
      component: 'network-acl',
      detail: `${protocol} replies pass`,
    }),
    blocker: (packet) => {
      const filter = culprit(packet)
      const where = hasPorts(packet.protocol) ? ' to a port from 1024 to 65535' : ''
      return {
        id: idOf(filter),
        reason: 'network-acl',
        detail: `no entry allows ${packet.protocol} replies ${filter?.direction ?? 'out'}${where}`,
      }
    },
    ...(unread === undefined
      ? {}
      : { unknown: notCollected('network-acl', 'the network ACL of the subnet') }),
  }
}

const replyPorts = ({ subnet, direction, remote }: ReplyFilter, protocol: string, source: Address) =>
  subnet.acl === null
    ? ALL_PORTS
    : aclPorts(subnet.acl.entries, direction === 'out', protocol, remote(source))

const entryName = (entry: AclEntry | undefined): string =>
  entry === undefined || entry.number >= 32_767 ? 'the closing entry *' : `entry ${entry.number}`

/** A component that nobody could read: never taken as a protection, but said so on the edge. */
export function uncollected(component: string, id: string, what: string): Stage {
  const unknown = notCollected(component, what)
  const { detail } = unknown
  return {
    component,
    passes: () => ALL_PORTS,
    hop: () => ({ id, component, detail }),
    blocker: () => ({ id, reason: 'not-collected', detail }),
    unknown,
  }
}

const notCollected = (key: string, what: string) =>
  ({ key, state: 'unknown', detail: `${what} was not collected` }) as const
