import type { Value } from '../snapshot/records.ts'
import type { Address, Block } from './addresses.ts'
import { formatPorts, intersectPorts, type PortSet } from './ports.ts'
import type { AclEntry, GroupRule, Route } from './rules.ts'

/** The snapshot's network with every rule read once; what the verdicts are computed over. */
export interface Network {
  readonly subnets: ReadonlyMap<string, Subnet>
  readonly vpcs: ReadonlyMap<string, Vpc>
  /** By group id (`sg-…`), which is unique across accounts. */
  readonly groups: ReadonlyMap<string, SecurityGroup>
  /** Things with a place in the network, by node id: instances, functions, databases, interfaces. */
  readonly workloads: ReadonlyMap<string, Workload>
  /** By `igw-…`. */
  readonly gateways: ReadonlyMap<string, Gateway>
  /** By `pcx-…`. */
  readonly peerings: ReadonlyMap<string, Peering>
  readonly nats: ReadonlyMap<string, NatGateway>
  /** Protocols that need a verdict of their own. */
  readonly protocols: readonly string[]
}

export interface Vpc {
  readonly id: string
  readonly blocks: readonly Block[]
  /** Active peerings it has a part in. */
  readonly peerings: readonly Peering[]
}

export interface Subnet {
  readonly id: string
  readonly vpc: string | null
  readonly blocks: readonly Block[]
  /** null: not collected. */
  readonly acl: NetworkAcl | null
  readonly routeTable: RouteTable | null
}

export interface NetworkAcl {
  readonly id: string
  readonly entries: readonly AclEntry[]
}

export interface RouteTable {
  readonly id: string
  readonly routes: readonly Route[]
}

export interface SecurityGroup {
  /** Node id. */
  readonly id: string
  readonly groupId: string
  readonly ingress: readonly GroupRule[]
  readonly egress: readonly GroupRule[]
  /** False for a stub: something is in it, but its rules were not collected. */
  readonly known: boolean
}

export interface Gateway {
  readonly id: string
  readonly gatewayId: string
  /** VPCs it is attached to. */
  readonly vpcs: ReadonlySet<string>
}

export interface NatGateway {
  readonly id: string
  readonly public: boolean
  readonly subnet: string | null
}

export interface Peering {
  readonly id: string
  readonly peeringId: string
  readonly vpcs: readonly [string, string]
}

/** One network card: where packets enter and leave. */
export interface Interface {
  readonly id: string
  readonly subnet: Subnet
  readonly groups: readonly SecurityGroup[]
  /** Group ids, for rules that refer to them. */
  readonly groupIds: ReadonlySet<string>
  readonly addresses: readonly Address[]
  readonly publicAddresses: readonly string[]
  /** What is listened on, where that is known. */
  readonly listens?: PortSet
}

/** What of these ports something may answer on. */
export const heard = ({ listens }: Interface, ports: PortSet): PortSet =>
  listens === undefined ? ports : intersectPorts(ports, listens)

/** Tells interfaces apart that listen on different ports. */
export const listenKey = ({ listens }: Interface): readonly string[] =>
  listens === undefined ? [] : formatPorts(listens)

export interface Workload {
  readonly id: string
  readonly interfaces: readonly Interface[]
  /** It stands at one of its interfaces, and nobody knows at which. */
  readonly somewhere?: true
  /** Why nothing can be reached on it, such as `stopped`; null when it may answer. */
  readonly silent: string | null
  /** It is called through the service's API or a URL, so that its interfaces do not tell how exposed it is. */
  readonly invoked?: true
  /** Whether an attacker can stand on it: a stopped instance sends nothing. */
  readonly sends: boolean
}

export const textOf = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)
export const textsOf = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
