import { type Address, atomsOf, type Block, type Family, PUBLIC_SPACE } from './addresses.ts'
import { aclStage, replyStage, securityGroupStage, uncollected } from './components.ts'
import { routeFor } from './filters.ts'
import { INTERNET, isInternetRoute, routesToInternet } from './internet.ts'
import { EMPTY } from './intervals.ts'
import type { Interface, Network, Subnet } from './network.ts'
import { ALL_PORTS, type PortSet } from './ports.ts'
import type { Route } from './rules.ts'
import { judgeStages, refused, type Stage, unknownOf, type Verdict } from './stages.ts'

const same = (remote: Address): Address => remote

/** What an interface can open towards the Internet: the way an attacker takes data out. */
export function toInternet(network: Network, at: Interface, wanted: PortSet): Verdict {
  const verdicts = ([4, 6] as const).map((family) => inFamily(network, at, wanted, family))
  const open = verdicts.filter(({ blockedBy }) => blockedBy === null)
  const [four, six] = verdicts
  return open[0] ?? (six && four && six.depth > four.depth ? six : four) ?? refused(nothing(at), 0)
}

const nothing = ({ id }: Interface) => ({ id, reason: 'no-address', detail: 'has no address' })

function inFamily(network: Network, at: Interface, wanted: PortSet, family: Family): Verdict {
  if (!speaks(at, family)) return refused(nothing(at), 0)
  const stages = [
    securityGroupStage(at, 'egress', same),
    aclStage(at.subnet, 'out', same),
    gatewayStage(network, at),
    replyStage([{ subnet: at.subnet, direction: 'in', remote: same }]),
  ]
  const atoms = atomsOf(PUBLIC_SPACE[family], blocksAt(at))
  const { packet, stopped, ports, depth } = judgeStages(stages, atoms, wanted, INTERNET.enough[family])
  if (packet === null) return refused(stopped?.stage.blocker(stopped.packet) ?? nothing(at), depth + 1)
  return {
    ports,
    hops: stages.map((stage) => stage.hop(packet)),
    blockedBy: null,
    depth: stages.length + 1,
    unknown: unknownOf(stages),
    rules: [],
  }
}

/** An interface whose address is not known, as a function's, has at least an IPv4 one. */
const speaks = ({ addresses }: Interface, family: Family): boolean =>
  addresses.length === 0 ? family === 4 : addresses.some((address) => address.family === family)

const blocksAt = (at: Interface): Block[] => [
  ...(at.subnet.routeTable?.routes.map(({ block }) => block) ?? []),
  ...(at.subnet.acl?.entries.map(({ block }) => block) ?? []),
  ...at.groups.flatMap(({ egress }) => egress.flatMap(({ blocks }) => blocks)),
]

function gatewayStage(network: Network, at: Interface): Stage {
  const table = at.subnet.routeTable
  if (table === null) return uncollected('route-table', at.subnet.id, 'the route table of the subnet')
  const say = (remote: Address) => {
    const route = routeFor(table.routes, remote)
    return route === undefined
      ? 'has no route to the Internet'
      : `${route.block.text} goes to ${route.target}`
  }
  return {
    component: 'route-table',
    passes: (_protocol, remote) =>
      leads(network, at, routeFor(table.routes, remote), remote.family) ? ALL_PORTS : EMPTY,
    hop: ({ source }) => ({ id: table.id, component: 'route-table', detail: say(source) }),
    blocker: ({ source }) => ({ id: table.id, reason: 'route', detail: say(source) }),
  }
}

/**
 * Out through an internet gateway with a public address of its own, through an egress-only gateway over IPv6, or
 * through a public NAT gateway whose own subnet is routed to the Internet.
 */
function leads(network: Network, at: Interface, route: Route | undefined, family: Family): boolean {
  if (route === undefined || !route.active) return false
  if (isInternetRoute(network, at.subnet, route)) return family === 6 || at.publicAddresses.length > 0
  if (route.target.startsWith('eigw-')) return family === 6
  const nat = network.nats.get(route.target)
  const subnet: Subnet | undefined = nat?.public ? network.subnets.get(nat.subnet ?? '') : undefined
  return subnet !== undefined && routesToInternet(network, subnet) !== false
}
