import { z } from 'zod'
import type { Condition } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Block, type Family, parseBlocks } from '../addresses.ts'
import type { PortSet } from '../ports.ts'
import type { Hop } from '../stages.ts'
import { balancersIn, type LoadBalancer, rulesTo } from './balancers.ts'
import type { AzureNetworks, Card } from './model.ts'

/** A public address that leads to an interface. */
export interface Entrance {
  readonly id: string
  /** Ports on the machine; null when all are passed on. */
  readonly ports: PortSet | null
  /** The address takes nothing in without a security group. */
  readonly secureByDefault: boolean
  readonly family: Family
  /** Where packets come from that the rules see; null: from the client itself. */
  readonly sources: readonly Block[] | null
  readonly conditions: readonly Condition[]
  readonly hops: readonly Hop[]
}

/** The interface's own public addresses, and balancers that pass packets on to it. */
export function entrancesOf({ facts }: AzureNetworks, { id }: Card): readonly Entrance[] {
  const card = facts.node(id)
  if (card === undefined) return []
  const own = (Array.isArray(card.props.publicIps) ? card.props.publicIps : []).map((ip): Entrance => {
    const address = facts.node(String(ip))
    return {
      ...throughAddress(facts, String(ip)),
      secureByDefault: address?.props.skuName === 'Standard',
      ports: null,
    }
  })
  return [
    ...own,
    ...balancersIn(facts).flatMap((one) => throughBalancer(facts, one, card)),
    ...facts.ofKind('AzureApplicationGateway').flatMap((one) => throughGateway(facts, one, card)),
  ]
}

const throughAddress = (facts: FactIndex, id: string) => {
  const address = String(facts.node(id)?.props.address ?? '')
  const family: Family = address.includes(':') ? 6 : 4
  return {
    id,
    family,
    sources: null,
    conditions: [],
    hops: [{ id, component: 'public-address', detail: address }],
  }
}

/** The client's address stays what it is, so the security groups see it. https://learn.microsoft.com/azure/load-balancer/load-balancer-overview */
function throughBalancer(facts: FactIndex, balancer: LoadBalancer, card: NodeRecord): readonly Entrance[] {
  const { node, frontends, natRules } = balancer
  const open = new Map(
    frontends.flatMap(({ id, publicIp }) => (publicIp === undefined ? [] : [[id, publicIp] as const])),
  )
  const leading = [...rulesTo(balancer, card.id), ...natRules.filter((rule) => rule.interface === card.id)]
  return leading.flatMap(({ frontend = '', protocol = 'Tcp', backendPort = 0 }): Entrance[] => {
    const address = open.get(frontend)
    if (address === undefined) return []
    const all = protocol.toLowerCase() === 'all'
    const ports: PortSet | null = all
      ? null
      : new Map([[protocol.toLowerCase(), [[backendPort, backendPort]]]])
    const way = throughAddress(facts, address)
    const hop = { id: node.id, component: 'load-balancer', detail: `to port ${backendPort}` }
    const secureByDefault = node.props.skuName === 'Standard'
    return [{ ...way, ports, secureByDefault, hops: [...way.hops, hop] }]
  })
}

const leads = z.array(z.object({ members: z.array(z.string()), port: z.number() }))

/**
 * A proxy: it opens a connection of its own, from its subnet, to the port that its settings name.
 * https://learn.microsoft.com/azure/application-gateway/how-application-gateway-works
 */
function throughGateway(facts: FactIndex, node: NodeRecord, card: NodeRecord): readonly Entrance[] {
  const [address] = Array.isArray(node.props.publicIps) ? node.props.publicIps.map(String) : []
  const parsed = leads.safeParse(node.props.leads)
  if (address === undefined || !parsed.success) return []
  const own = new Set([
    card.id,
    ...(Array.isArray(card.props.privateIps) ? card.props.privateIps.map(String) : []),
  ])
  const subnet = facts.node(String(node.props.subnet))
  const prefixes = Array.isArray(subnet?.props.addressPrefixes)
    ? subnet.props.addressPrefixes.map(String)
    : []
  if (prefixes.length === 0) return []
  return parsed.data
    .filter(({ members }) => members.some((member) => own.has(member)))
    .map(({ port }): Entrance => {
      const way = throughAddress(facts, address)
      return {
        ...way,
        family: 4,
        ports: new Map([['tcp', [[port, port]]]]),
        secureByDefault: false,
        sources: parseBlocks(prefixes),
        conditions: wafOf(node),
        hops: [...way.hops, { id: node.id, component: 'application-gateway', detail: `to port ${port}` }],
      }
    })
}

/** https://learn.microsoft.com/azure/web-application-firewall/ag/custom-waf-rules-overview */
export const wafOf = ({ props }: NodeRecord): readonly Condition[] =>
  props.wafMode === 'Prevention'
    ? [
        {
          key: 'web-application-firewall',
          state: 'unknown',
          detail: 'whom its firewall lets through is not known',
        },
      ]
    : []
