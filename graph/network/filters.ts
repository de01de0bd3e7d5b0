import { type Address, blockIncludes } from './addresses.ts'
import { EMPTY, type IntervalSet, intersect, subtract, union } from './intervals.ts'
import { ALL_PORTS, type PortSet } from './ports.ts'
import type { AclEntry, GroupRule, Route } from './rules.ts'

/** The other end of a connection, as a rule sees it. */
interface Peer extends Address {
  /** Security groups of the other end that a rule may refer to; empty for strangers. */
  readonly groups: ReadonlySet<string>
}

const speaksOf = (rule: { readonly protocol: string }, protocol: string): boolean =>
  rule.protocol === 'all' || rule.protocol === protocol

const admits = (rule: GroupRule, peer: Peer): boolean =>
  rule.blocks.some((block) => blockIncludes(block, peer.family, peer.value)) ||
  rule.groups.some((group) => peer.groups.has(group))

/** Rules of a security group have no order: what any of them admits is admitted. */
export function groupPorts(rules: readonly GroupRule[], protocol: string, peer: Peer): IntervalSet {
  let ports = EMPTY
  for (const rule of rules) {
    if (speaksOf(rule, protocol) && admits(rule, peer)) ports = union(ports, rule.ports)
  }
  return ports
}

/** The rules that admit some of these ports. */
export const rulesAdmitting = (rules: readonly GroupRule[], ports: PortSet, peer: Peer): GroupRule[] =>
  rules.filter(
    (rule) =>
      admits(rule, peer) &&
      [...ports].some(([protocol, set]) => speaksOf(rule, protocol) && intersect(rule.ports, set).length > 0),
  )

/** The rules that admit one packet. */
export const groupRulesFor = (
  rules: readonly GroupRule[],
  protocol: string,
  port: number,
  peer: Peer,
): GroupRule[] =>
  rules.filter(
    (rule) =>
      speaksOf(rule, protocol) && admits(rule, peer) && intersect(rule.ports, [[port, port]]).length > 0,
  )

/** Entries of a network ACL are tried by number and the first that fits decides; what none fits is dropped. */
export function aclPorts(
  entries: readonly AclEntry[],
  egress: boolean,
  protocol: string,
  remote: Address,
): IntervalSet {
  let undecided = ALL_PORTS
  let allowed = EMPTY
  for (const entry of entries) {
    if (undecided.length === 0) break
    if (entry.egress !== egress || !fits(entry, protocol, remote)) continue
    if (entry.allow) allowed = union(allowed, intersect(undecided, entry.ports))
    undecided = subtract(undecided, entry.ports)
  }
  return allowed
}

const fits = (entry: AclEntry, protocol: string, remote: Address): boolean =>
  speaksOf(entry, protocol) && blockIncludes(entry.block, remote.family, remote.value)

/** The entry that decides about one packet; undefined for the implicit deny at the end. */
export const aclEntryFor = (
  entries: readonly AclEntry[],
  egress: boolean,
  protocol: string,
  port: number,
  remote: Address,
): AclEntry | undefined =>
  entries.find(
    (entry) =>
      entry.egress === egress &&
      fits(entry, protocol, remote) &&
      intersect(entry.ports, [[port, port]]).length > 0,
  )

/**
 * Ports that clients take for themselves. Network ACLs don't track connections, so the reply must get out to one of
 * them. https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const EPHEMERAL: IntervalSet = [[1024, 65_535]]

/** Longest prefix wins, whatever its state: a blackhole swallows. `routes` are sorted by readRoutes. */
export const routeFor = (routes: readonly Route[], remote: Address): Route | undefined =>
  routes.find(({ block }) => blockIncludes(block, remote.family, remote.value))
