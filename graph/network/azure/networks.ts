import { z } from 'zod'
import { MAYBE, NO, type Tri, YES } from '../../access/tri.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Value } from '../../snapshot/records.ts'
import { parseAddresses, parseBlock, parseBlocks } from '../addresses.ts'
import { textsOf } from '../network.ts'
import { OTHER } from '../ports.ts'
import type { AzureNetworks, Card, Direction, Route, SecurityRule } from './model.ts'
import { securityRules } from './security-rules.ts'

const read = new WeakMap<FactIndex, AzureNetworks>()

export function azureNetworks(facts: FactIndex): AzureNetworks {
  const known = read.get(facts)
  if (known !== undefined) return known
  const rules = new Map(
    facts.ofKind('AzureNetworkSecurityGroup').map(({ id, props }) => [id, securityRules(id, props.rules)]),
  )
  const rulesOf = (group: string): readonly SecurityRule[] | null => rules.get(group) ?? null
  const peersOf = remembered((network) => peersIn(facts, network))
  const networks: AzureNetworks = {
    facts,
    cards: facts.ofKind('AzureVirtualMachine').flatMap((machine) => cardsOn(facts, machine)),
    rulesOf,
    tierOf: (group, direction) => tierOf(group, direction, rulesOf(group)),
    routesOf: remembered((subnet) => routesIn(facts, subnet)),
    prefixesOf: remembered((network) => parseBlocks(textsOf(facts.node(network)?.props.addressPrefixes))),
    peersOf,
    takesForwarded: (network, from) => takesForwarded(facts, network, from),
    protocols: protocolsIn([...rules.values()].flatMap((one) => one ?? [])),
  }
  read.set(facts, networks)
  return networks
}

function remembered<T>(find: (id: string) => T): (id: string) => T {
  const known = new Map<string, T>()
  return (id) => {
    const found = known.get(id)
    if (found !== undefined) return found
    const fresh = find(id)
    known.set(id, fresh)
    return fresh
  }
}

const idIn = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

/** https://learn.microsoft.com/azure/virtual-machines/states-billing */
const DOWN = new Set(['deallocated', 'deallocating', 'stopped', 'stopping', 'hibernated'])

function cardsOn(facts: FactIndex, { id: machine, props }: NodeRecord): Card[] {
  if (props.stub === true) return []
  const state = idIn(props.powerState)
  return facts.from(machine, 'HAS_INTERFACE').flatMap(({ to }): Card[] => {
    const card = facts.node(to)
    const subnet = idIn(card?.props.subnet) ?? ''
    if (card === undefined) return []
    const place = facts.node(subnet)
    return [
      {
        id: card.id,
        machine,
        subnet,
        network: networkOf(facts, subnet),
        addresses: parseAddresses(textsOf(card.props.privateIps)).filter(({ family }) => family === 4),
        groups: new Set(textsOf(card.props.applicationSecurityGroups)),
        guards: [idIn(place?.props.securityGroup), idIn(card.props.securityGroup)],
        known: place !== undefined && place.props.stub !== true,
        silent: state !== null && DOWN.has(state) ? `it is ${state}` : null,
      },
    ]
  })
}

function tierOf(id: string, direction: Direction, rules: readonly SecurityRule[] | null) {
  const component = 'security-group'
  if (rules === null)
    return {
      id,
      component,
      rules: [],
      otherwise: 'allow',
      unread: 'the rules of the security group were not read',
    } as const
  return {
    id,
    component,
    rules: rules.filter((rule) => rule.direction === direction),
    otherwise: 'deny',
  } as const
}

const Routes = z.array(z.object({ prefix: z.string(), nextHop: z.string(), nextHopIp: z.string().nullish() }))

function routesIn(facts: FactIndex, subnet: string): readonly Route[] | null {
  const place = facts.node(subnet)
  if (place === undefined || place.props.stub === true) return null
  const table = idIn(place.props.routeTable)
  if (table === null) return []
  const routes = Routes.safeParse(facts.node(table)?.props.routes).data
  if (routes === undefined) return null
  // Service tags as destinations lead to services of Azure, never to a machine.
  return routes.flatMap(({ prefix, nextHop, nextHopIp }): Route[] => {
    const block = parseBlock(prefix)
    const [via = null] = parseAddresses([nextHopIp ?? ''])
    return block === null ? [] : [{ block, hop: nextHop.toLowerCase(), via, id: table }]
  })
}

const Peerings = z.array(
  z.object({
    remote: z.string().optional(),
    state: z.string().optional(),
    access: z.boolean().default(true),
    forwarded: z.boolean().default(false),
  }),
)
const peeringsOf = (facts: FactIndex, network: string): z.infer<typeof Peerings> =>
  Peerings.safeParse(facts.node(network)?.props.peerings).data ?? []

/**
 * Pages disagree which side of a peering the setting belongs to: where the other side alone allows it, it is not known.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
function takesForwarded(facts: FactIndex, network: string, from: string): Tri {
  const allows = (one: string, other: string): boolean =>
    peeringsOf(facts, one).some(({ remote, forwarded }) => remote === other && forwarded)
  if (allows(network, from)) return YES
  return allows(from, network) ? MAYBE : NO
}

/**
 * Connected is a peering that both sides made, and each may shut the other out of its virtual network.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering
 */
function peersIn(facts: FactIndex, network: string): ReadonlySet<string> {
  const open = (from: string, to: string): boolean =>
    peeringsOf(facts, from).some(
      ({ remote, state, access }) => remote === to && state === 'Connected' && access,
    )
  return new Set(
    peeringsOf(facts, network)
      .flatMap(({ remote }) => remote ?? [])
      .filter((remote) => open(network, remote) && open(remote, network)),
  )
}

function protocolsIn(rules: readonly SecurityRule[]): readonly string[] {
  const named = rules.map(({ protocol }) => protocol).filter((protocol) => protocol !== '*')
  return [...new Set(['tcp', 'udp', ...named]), OTHER]
}

/** The virtual network of a subnet; a resource group contains the subnet too. */
export function networkOf(facts: FactIndex, subnet: string): string {
  const holders = facts.to(subnet, 'CONTAINS').map(({ from }) => from)
  const own = holders.find((id) => facts.node(id)?.kind === 'AzureVirtualNetwork')
  return own ?? subnet.split('/subnets/')[0] ?? subnet
}
