import type { Tri } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Address, Block } from '../addresses.ts'
import type { OrderedRule, Tier } from '../first-match.ts'

/** One end of a packet. */
export interface End {
  /** null: not known. */
  readonly address: Address | null
  /** Application security groups that it is in. */
  readonly groups: ReadonlySet<string>
  /** In the virtual network, or in one that it is peered with. */
  readonly inside: boolean
}

/** Both ends, seen from an interface. */
export interface Ends {
  readonly own: End
  readonly other: End
}

/** A network interface of a machine. */
export interface Card {
  readonly id: string
  readonly machine: string
  /** Empty where its card does not say; so is the network then. */
  readonly subnet: string
  readonly network: string
  /** IPv4 addresses inside. */
  readonly addresses: readonly Address[]
  readonly groups: ReadonlySet<string>
  /** Security groups: of the subnet, of the interface; null where there is none. */
  readonly guards: readonly [subnet: string | null, own: string | null]
  /** Its subnet was read, so that its security group and routes are known. */
  readonly known: boolean
  /** Why nothing answers; null when something may. */
  readonly silent: string | null
}

export type Direction = 'inbound' | 'outbound'

export interface SecurityRule extends OrderedRule<Ends> {
  readonly direction: Direction
  readonly priority: number
  readonly protocol: string
  /** Application security groups that it names. */
  readonly named: readonly string[]
}

export interface Route {
  readonly block: Block
  /** In lower case: internet, vnetlocal, vnetpeering, none, virtualappliance, virtualnetworkgateway. */
  readonly hop: string
  /** Of an appliance. */
  readonly via: Address | null
  /** The table that has it, or the network whose system route it is. */
  readonly id: string
}

/** Virtual networks, what filters in them and who is in them, read once. */
export interface AzureNetworks {
  readonly facts: FactIndex
  readonly cards: readonly Card[]
  /** The rules of a security group in their order; null when they were not read. */
  rulesOf(group: string): readonly SecurityRule[] | null
  /** A security group as a list of rules. */
  tierOf(group: string, direction: Direction): Tier<Ends>
  /** Routes of a subnet's own table; null when they were not read. */
  routesOf(subnet: string): readonly Route[] | null
  prefixesOf(network: string): readonly Block[]
  /** Networks that it is connected with. */
  peersOf(network: string): ReadonlySet<string>
  /** Whether it takes in from a network that it is connected with what others sent. */
  takesForwarded(network: string, from: string): Tri
  readonly protocols: readonly string[]
}
