import type { Hierarchy } from '../../access/gcp/hierarchy.ts'
import type { Tri } from '../../access/tri.ts'
import type { Condition } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Address, Block, Family } from '../addresses.ts'
import type { OrderedRule, Tier } from '../first-match.ts'
import type { PortSet } from '../ports.ts'
import type { Blocker, Hop } from '../stages.ts'
import type { SecureTags } from './secure-tags.ts'

/** An interface of an instance, as rules see it. */
export interface Card {
  readonly instance: string
  /** `nic0` has 0; instance groups lead there. */
  readonly index: number
  readonly network: string
  readonly subnetwork: string | null
  readonly region: string
  /** Its internal IPv4 address; null when it is not known. */
  readonly address: Address | null
  readonly tags: ReadonlySet<string>
  readonly secureTags: SecureTags
  /** Address of the service account that the instance acts as. */
  readonly account: string | null
  readonly external: boolean
  readonly externalIpv6: boolean
  /** Why nothing answers; null when something may. */
  readonly silent: string | null
}

/** The other end of a packet, seen from an interface. */
export interface Peer {
  readonly address: Address
  /** The interface that it is; null for what is no instance. */
  readonly at: Card | null
  /** `proxy`: of Google's own load balancers. */
  readonly origin: 'internet' | 'proxy' | 'network'
  /** Network of the interface that looks. */
  readonly here: string
  /** Address of the interface that looks; null when it is not known which. */
  readonly own: Address | null
}

/** A rule, with the interfaces that it is for. */
export interface TargetedRule extends OrderedRule<Peer> {
  readonly direction: Direction
  readonly protocols: readonly string[]
  isFor(card: Card): Tri
  /** Tags and accounts by which it tells senders apart. */
  readonly senders: { readonly tags: readonly string[]; readonly accounts: readonly string[] }
}

export interface Policy {
  readonly id: string
  readonly level: string
  readonly region: string
  readonly attachedTo: readonly string[]
  /** In the order in which they are tried; null when they were not read. */
  readonly rules: readonly TargetedRule[] | null
}

export interface Layers {
  /** VPC firewall rules by the id of their network, in the order in which they are tried. */
  readonly firewalls: ReadonlyMap<string, readonly TargetedRule[]>
  readonly policies: readonly Policy[]
  /** All of them. */
  readonly rules: readonly TargetedRule[]
}

export interface Route {
  readonly id: string
  readonly block: Block
  readonly priority: number
  readonly tags: readonly string[]
  readonly nextHop: string
}

/** Networks, their rules and who is in them, read once. */
export interface GcpNetworks {
  readonly facts: FactIndex
  readonly hierarchy: Hierarchy
  readonly layers: Layers
  readonly cards: readonly Card[]
  /** null: none was collected, while every network has some. */
  routesOf(network: string): readonly Route[] | null
  /** Lists of rules that an interface's packets go through, in their order. */
  tiersOf(card: Card, direction: Direction): readonly Tier<Peer>[]
  /** Networks that it exchanges subnet routes with, by their ids. */
  peeringsOf(network: string): ReadonlyMap<string, Peering>
  /** Protocols that need a verdict of their own. */
  readonly protocols: readonly string[]
}

export type Direction = 'INGRESS' | 'EGRESS'

export interface Peering {
  readonly exportsPublic: boolean
  readonly importsPublic: boolean
}

/** A way from an external address to an interface. */
export interface Entrance {
  readonly family: Family
  /** Ports at the instance; null when all are passed on. */
  readonly ports: PortSet | null
  /** Where packets come from that the rules see; null: from the client itself. */
  readonly proxies: readonly Block[] | null
  /** Answers go by the routes of the network; those of load balancers have ways of their own. */
  readonly routed: boolean
  /** Address of the interface that packets are for; null when it is the load balancer's. */
  readonly own: Address | null
  readonly hops: readonly Hop[]
  readonly conditions: readonly Condition[]
  /** What keeps strangers out before any rule is asked. */
  readonly stopped: Blocker | null
}
