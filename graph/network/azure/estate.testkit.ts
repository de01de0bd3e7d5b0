import { z } from 'zod'
import { type FactIndex, indexFacts } from '../../snapshot/facts.ts'
import { type Props, relationshipId, type Snapshot } from '../../snapshot/records.ts'

const props = z.custom<Props>((value) => typeof value === 'object' && value !== null).default({})
const byName = z.record(z.string(), props).default({})
/** Priority, access, protocol, sources, destination ports; all but these by name. */
const rule = z.union([
  z.tuple([z.number(), z.string(), z.string(), z.string(), z.string()]),
  z.tuple([z.number(), z.string(), z.string(), z.string(), z.string(), props]),
])

const route = z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.string()])])

/**
 * What a case has beside the base: the networks `net` (10.0.0.0/16) and `other` (10.1.0.0/16), their subnets `near`
 * (10.0.1.0/24), `far` (10.0.2.0/24) and `away` (10.1.1.0/24), and machines in them: `web` (10.0.1.4) and `app`
 * (10.0.1.5) in `near`, `db` (10.0.2.4) in `far`, `guest` (10.1.1.4) in `away`, each with a card of its name, `web-card`.
 * Only `web` has a public address, `ip`, of the Standard SKU.
 */
export const ShortEstate = z.object({
  networks: byName,
  subnets: byName,
  machines: byName,
  cards: byName,
  /** Of security groups; default rules are added. */
  groups: z.record(z.string(), z.array(rule)).default({}),
  /** Prefix, next hop and an appliance's address, by table. */
  tables: z.record(z.string(), z.array(route)).default({}),
  ip: props,
  nodes: z.record(z.string(), z.tuple([z.string(), props])).default({}),
  /** Ids that are referred to and were not read. */
  unread: z.array(z.string()).default([]),
})
export type ShortEstate = z.input<typeof ShortEstate>
type Rule = z.infer<typeof rule>

/** https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules */
const DEFAULTS: readonly Rule[] = [
  [65_000, 'allow', '*', 'VirtualNetwork', '*', { destinations: ['VirtualNetwork'] }],
  [65_001, 'allow', '*', 'AzureLoadBalancer', '*'],
  [65_500, 'deny', '*', '*', '*'],
  [65_000, 'allow', '*', 'VirtualNetwork', '*', { direction: 'Outbound', destinations: ['VirtualNetwork'] }],
  [65_001, 'allow', '*', '*', '*', { direction: 'Outbound', destinations: ['Internet'] }],
  [65_500, 'deny', '*', '*', '*', { direction: 'Outbound' }],
]

export const rulesFrom = (group: string, rules: readonly Rule[]) =>
  [...rules, ...DEFAULTS].map(([priority, access, protocol, source, ports, more]) => ({
    id: `${group}/${more?.direction ?? 'Inbound'}/${priority}`,
    name: `rule ${priority}`,
    direction: 'Inbound',
    priority,
    access,
    protocol,
    sources: source.split(','),
    sourcePorts: ['*'],
    destinations: ['*'],
    destinationPorts: ports.split(','),
    sourceGroups: [],
    destinationGroups: [],
    ...more,
  }))

const SUBNETS = {
  near: ['net', '10.0.1.0/24'],
  far: ['net', '10.0.2.0/24'],
  away: ['other', '10.1.1.0/24'],
} as const
const PLACES = {
  web: ['near', '10.0.1.4'],
  app: ['near', '10.0.1.5'],
  db: ['far', '10.0.2.4'],
  guest: ['away', '10.1.1.4'],
} as const

export function snapshotOf(given: ShortEstate): Snapshot {
  const estate = ShortEstate.parse(given)
  const nodes = new Map<string, { id: string; kind: string; props: Props }>()
  const relationships = new Map()
  const add = (id: string, kind: string, own: Props) =>
    nodes.set(id, { id, kind, props: { name: id, provider: 'azure', ...own } })
  const relate = (from: string, kind: string, to: string) => {
    const record = { from, kind, to, props: {} }
    relationships.set(relationshipId(record), record)
  }
  for (const [id, prefix] of [
    ['net', '10.0.0.0/16'],
    ['other', '10.1.0.0/16'],
  ] as const)
    add(id, 'AzureVirtualNetwork', { addressPrefixes: [prefix], peerings: [], ...estate.networks[id] })
  for (const [id, [network, prefix]] of Object.entries(SUBNETS)) {
    const own = { addressPrefixes: [prefix], securityGroup: null, routeTable: null }
    add(id, 'AzureSubnet', { ...own, ...estate.subnets[id] })
    relate(network, 'CONTAINS', id)
  }
  for (const [id, [subnet, address]] of Object.entries(PLACES)) {
    const own = {
      subnet,
      privateIps: [address],
      publicIps: id === 'web' ? ['ip'] : [],
      securityGroup: null,
      applicationSecurityGroups: [],
    }
    add(id, 'AzureVirtualMachine', { powerState: 'running', ...estate.machines[id] })
    add(`${id}-card`, 'AzureNetworkInterface', { ...own, ...estate.cards[id] })
    relate(id, 'HAS_INTERFACE', `${id}-card`)
  }
  add('ip', 'AzurePublicIp', { skuName: 'Standard', address: '198.51.100.4', ...estate.ip })
  for (const [id, rules] of Object.entries(estate.groups))
    add(id, 'AzureNetworkSecurityGroup', { rules: rulesFrom(id, rules) })
  for (const [id, routes] of Object.entries(estate.tables))
    add(id, 'AzureRouteTable', {
      routes: routes.map(([prefix, nextHop, via]) => ({ prefix, nextHop, nextHopIp: via ?? null })),
    })
  for (const [id, [kind, own]] of Object.entries(estate.nodes)) add(id, kind, own)
  for (const id of estate.unread) add(id, nodes.get(id)?.kind ?? 'AzureNetworkSecurityGroup', { stub: true })
  return { nodes, relationships, coverage: [] }
}

export const factsOf = (estate: ShortEstate): FactIndex => indexFacts(snapshotOf(estate))
