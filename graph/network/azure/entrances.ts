import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { PortSet } from '../ports.ts'

/** A public address that leads to an interface. */
export interface Entrance {
  readonly id: string
  /** Ports on the machine; null when all are passed on. */
  readonly ports: PortSet | null
  /** The address takes nothing in without a security group. */
  readonly secureByDefault: boolean
  readonly hops: readonly { readonly id: string; readonly component: string; readonly detail: string }[]
}

const balancer = z.object({
  frontends: z.array(z.object({ id: z.string(), publicIp: z.string().optional() })),
  pools: z.array(z.object({ id: z.string(), members: z.array(z.string()) })),
  rules: z.array(
    z.object({
      frontend: z.string().optional(),
      pool: z.string().optional(),
      protocol: z.string().optional(),
      backendPort: z.number().optional(),
    }),
  ),
  natRules: z.array(
    z.object({
      frontend: z.string().optional(),
      interface: z.string().optional(),
      protocol: z.string().optional(),
      backendPort: z.number().optional(),
    }),
  ),
})

/** The interface's own public addresses, and balancers that pass packets on to it. */
export function entrancesOf(facts: FactIndex, card: NodeRecord): readonly Entrance[] {
  const own = (Array.isArray(card.props.publicIps) ? card.props.publicIps : []).map((ip): Entrance => {
    const address = facts.node(String(ip))
    return {
      id: String(ip),
      ports: null,
      secureByDefault: address?.props.skuName === 'Standard',
      hops: [{ id: String(ip), component: 'public-address', detail: String(address?.props.address ?? '') }],
    }
  })
  return [...own, ...facts.ofKind('AzureLoadBalancer').flatMap((one) => throughBalancer(facts, one, card))]
}

/** The client's address stays what it is, so the security groups see it. https://learn.microsoft.com/azure/load-balancer/load-balancer-overview */
function throughBalancer(facts: FactIndex, node: NodeRecord, card: NodeRecord): readonly Entrance[] {
  const parsed = balancer.safeParse(node.props)
  if (!parsed.success) return []
  const { frontends, pools, rules, natRules } = parsed.data
  const open = new Map(
    frontends.flatMap(({ id, publicIp }) => (publicIp === undefined ? [] : [[id, publicIp] as const])),
  )
  const mine = new Set(pools.filter(({ members }) => members.includes(card.id)).map(({ id }) => id))
  const leading = [
    ...rules.filter(({ pool }) => mine.has(pool ?? '')),
    ...natRules.filter((rule) => rule.interface === card.id),
  ]
  return leading.flatMap(({ frontend = '', protocol = 'Tcp', backendPort = 0 }): Entrance[] => {
    const address = open.get(frontend)
    if (address === undefined) return []
    const all = protocol.toLowerCase() === 'all'
    const ports: PortSet | null = all
      ? null
      : new Map([[protocol.toLowerCase(), [[backendPort, backendPort]]]])
    const hops = [
      { id: address, component: 'public-address', detail: String(facts.node(address)?.props.address ?? '') },
      { id: node.id, component: 'load-balancer', detail: `to port ${backendPort}` },
    ]
    return [{ id: address, ports, secureByDefault: node.props.skuName === 'Standard', hops }]
  })
}
