import type { AttackEdge } from '../attack.ts'
import { INTERNET_ID } from '../internet-node.ts'
import { UNKNOWN_CONDITION, WORKLOAD } from '../likelihood.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'
import { parseAddresses } from './addresses.ts'
import { footholdThrough } from './foothold.ts'
import { type Network, textsOf } from './network.ts'
import type { PortSet } from './ports.ts'

/**
 * What strangers reach behind a load balancer that they reach: it passes requests on to every target that answers it,
 * whatever public address that lacks. That a target answers its health checks is what shows that the way is open;
 * closing it on the target's side is not tried. Which rule of a listener leads where is not looked at.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
 */
export function forwardEdges(
  facts: FactIndex,
  network: Network,
  properties: readonly (readonly [balancer: string, Props])[],
): AttackEdge[] {
  const reached = properties.filter(([, { internetReachable }]) => internetReachable === true)
  if (reached.length === 0) return []
  const holders = holdersOf(network)
  return reached.flatMap(([id, { internetPorts }]) => {
    const balancer = facts.node(id)
    const targets = balancer === undefined ? [] : targetsOf(facts, balancer, holders)
    if (targets.length === 0) return []
    return [entrance(id, textsOf(internetPorts)), ...targets.map((target) => passing(id, target))]
  })
}

interface Target {
  readonly id: string
  readonly kind: string
  readonly ports: readonly string[]
  readonly checked: boolean
}

function targetsOf(
  facts: FactIndex,
  balancer: NodeRecord,
  holders: ReadonlyMap<string, string>,
): readonly Target[] {
  const found = new Map<string, Target>()
  const add = (id: string | undefined, ports: readonly string[], checked: boolean): void => {
    const kind = id === undefined ? undefined : facts.node(id)?.kind
    if (id === undefined || kind === undefined) return
    const known = found.get(id)
    const all = [...new Set([...(known?.ports ?? []), ...ports])].sort()
    found.set(id, { id, kind, ports: all, checked: checked || (known?.checked ?? false) })
  }
  for (const { to, props } of facts.from(balancer.id, 'FORWARDS_TO'))
    add(to, textsOf(props.ports), props.checked === true)
  for (const text of textsOf(balancer.props.addressTargets)) {
    const [vpc = '', address = '', port = ''] = text.split(' ')
    add(holders.get(placeKey(vpc, address)), [port], true)
  }
  return [...found.values()]
}

/** Workloads by VPC and address. */
function holdersOf(network: Network): ReadonlyMap<string, string> {
  const holders = new Map<string, string>()
  for (const { id, interfaces } of network.workloads.values())
    for (const { subnet, addresses } of interfaces)
      for (const { family, value } of addresses)
        holders.set(`${lastPart(subnet.vpc ?? '')} ${family} ${value}`, id)
  return holders
}

function placeKey(vpc: string, text: string): string {
  const [address] = parseAddresses([text])
  return address === undefined ? '' : `${vpc} ${address.family} ${address.value}`
}

const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

const entrance = (balancer: string, ports: readonly string[]): AttackEdge => ({
  from: INTERNET_ID,
  kind: 'CAN_REACH',
  to: balancer,
  technique: null,
  attack: ['T1190'],
  // To reach a load balancer is no foothold yet: what it takes stands on the way to the target.
  likelihood: 1,
  conditions: [],
  evidence: [
    { type: 'load-balancer', id: balancer, detail: `listens to the Internet on ${ports.join(', ')}` },
  ],
  provenance: null,
  extra: { ports, hops: [] },
})

function passing(balancer: string, { id, kind, ports, checked }: Target): AttackEdge {
  const isFunction = kind === 'AwsLambdaFunction'
  const unsure = checked
    ? []
    : [{ key: 'target-answers', state: 'unknown' as const, detail: 'the target group checks no health' }]
  const prior = isFunction ? WORKLOAD.publicFunction : footholdThrough(portSet(ports))
  return {
    from: balancer,
    kind: isFunction ? 'CAN_INVOKE' : 'CAN_REACH',
    to: id,
    technique: null,
    attack: ['T1190'],
    likelihood: prior * UNKNOWN_CONDITION ** unsure.length,
    conditions: unsure,
    evidence: [{ type: 'target-group', id: balancer, detail: `spreads requests over ${id}` }],
    provenance: null,
    ...(isFunction ? {} : { extra: { ports, hops: [] } }),
  }
}

function portSet(ports: readonly string[]): PortSet {
  const tcp = ports.flatMap((text): [number, number][] => {
    const [transport, port] = text.split('/')
    return transport === 'tcp' ? [[Number(port), Number(port)]] : []
  })
  return new Map([['tcp', tcp.sort(([one], [other]) => one - other)]])
}
