import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'

const text = z.string().optional()
const number = z.number().optional()

/** See `AzureLoadBalancer`. */
const Balancer = z.object({
  frontends: z.array(z.object({ id: z.string(), publicIp: text, address: text })),
  pools: z.array(z.object({ id: z.string(), members: z.array(z.string()) })),
  rules: z.array(
    z.object({ frontend: text, pool: text, protocol: text, frontendPort: number, backendPort: number }),
  ),
  natRules: z.array(z.object({ frontend: text, interface: text, protocol: text, backendPort: number })),
})

export interface LoadBalancer extends z.infer<typeof Balancer> {
  readonly node: NodeRecord
}

const known = new WeakMap<FactIndex, readonly LoadBalancer[]>()

/** Those that were read, whoever asks: every interface does. */
export function balancersIn(facts: FactIndex): readonly LoadBalancer[] {
  const found =
    known.get(facts) ??
    facts.ofKind('AzureLoadBalancer').flatMap((node) => {
      const parsed = Balancer.safeParse(node.props).data
      return parsed === undefined ? [] : [{ ...parsed, node }]
    })
  known.set(facts, found)
  return found
}

/** Rules that balance to an interface. */
export function rulesTo({ pools, rules }: LoadBalancer, card: string): LoadBalancer['rules'] {
  const mine = new Set(pools.filter(({ members }) => members.includes(card)).map(({ id }) => id))
  return rules.filter(({ pool }) => mine.has(pool ?? ''))
}
