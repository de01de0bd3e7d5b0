import { CORPORATE_NETWORK } from '../../corporate-network.ts'
import { groupBy } from '../../group-by.ts'
import { INTERNET_ID } from '../../internet-node.ts'
import { type Address, atomsOf, type Block } from '../addresses.ts'
import { uncollected } from '../components.ts'
import { internetBut, type Outside, rangesOf } from '../internet.ts'
import { EMPTY } from '../intervals.ts'
import { type Filter, judgeWay, type OrderedVerdict, stopped, wayEdge } from '../ordered-way.ts'
import { ALL_PORTS, allPorts, formatPorts, type PortSet, withoutControl } from '../ports.ts'
import type { Blocker, Stage } from '../stages.ts'
import { bestOf, blockedEdge, exposureOf, type Reached } from '../verdicts.ts'
import { entrancesTo } from './entrances.ts'
import { classOf } from './estate.ts'
import { projectsWithUnknownMembers } from './load-balancers.ts'
import type { Card, Entrance, GcpNetworks, Peer } from './model.ts'
import { routeFor } from './routes.ts'

/** Instances that strangers reach, and what stops them from the others. */
export function instancesReached(networks: GcpNetworks, corporate: readonly Block[]): Reached {
  const found: Reached = { edges: [], blocked: [], properties: new Map() }
  const wanted = withoutControl(allPorts(networks.protocols))
  const judge = judgeFrom(networks, internetBut(corporate), wanted)
  const judgeInside = corporate.length === 0 ? null : judgeFrom(networks, rangesOf(corporate), wanted)
  for (const [id, cards] of groupBy(networks.cards, (card) => card.instance)) {
    const verdict = bestOf(cards.flatMap(judge), id)
    found.properties.set(id, exposureOf(verdict))
    if (verdict.blockedBy === null) {
      found.edges.push(wayEdge(INTERNET_ID, id, verdict, false))
      continue
    }
    const inside = judgeInside === null ? verdict : bestOf(cards.flatMap(judgeInside), id)
    if (inside.blockedBy === null) found.edges.push(wayEdge(CORPORATE_NETWORK, id, inside, false))
    if (looksOpen(networks, cards)) found.blocked.push(blockedEdge(id, verdict.blockedBy))
  }
  return found
}

/** Gives the verdicts about each way in to an interface; those that nothing tells apart are computed once. */
export function judgeFrom(
  networks: GcpNetworks,
  outside: Outside,
  wanted: PortSet,
): (card: Card) => readonly OrderedVerdict[] {
  const known = new Map<string, OrderedVerdict>()
  const unknown = projectsWithUnknownMembers(networks)
  return (card) => {
    if (card.silent !== null)
      return [stopped({ id: card.instance, reason: 'workload', detail: card.silent }, 0)]
    const account = String(networks.facts.node(card.instance)?.props.account)
    const balanced = unknown.has(account) ? [perhapsBalanced(card)] : []
    const entrances = entrancesTo(networks, card)
    if (entrances.length === 0) return [stopped(noAddress(card), 0), ...balanced]
    const verdicts = entrances.map((entrance) => {
      const key = [classOf(card), keyOf(entrance)].join(' ')
      const verdict = known.get(key) ?? judgeEntrance(networks, card, entrance, outside, wanted)
      known.set(key, verdict)
      return verdict.blockedBy === null ? { ...verdict, hops: [...verdict.hops, answers(card)] } : verdict
    })
    return [...verdicts, ...balanced]
  }
}

const perhapsBalanced = ({ instance }: Card): OrderedVerdict => {
  const detail = 'an external load balancer of its project sends to a group whose instances were not read'
  return stopped({ id: instance, reason: 'not-collected', detail }, -1, [
    { key: 'load-balancer', state: 'unknown', detail },
  ])
}

const keyOf = ({ family, ports, proxies, routed, own, hops }: Entrance): string =>
  [
    family,
    ...(ports === null ? ['any'] : formatPorts(ports)),
    proxies?.map(({ text }) => text).join(),
    routed,
    own?.value,
    ...hops.map(({ id }) => id),
  ].join(' ')

const answers = ({ instance, index }: Card) => ({
  id: instance,
  component: 'network-interface',
  detail: `nic${index} answers`,
})

const noAddress = ({ instance }: Card): Blocker => ({
  id: instance,
  reason: 'no-external-address',
  detail: 'has no external address, and no external load balancer is known to send to it',
})

function judgeEntrance(
  networks: GcpNetworks,
  card: Card,
  entrance: Entrance,
  outside: Outside,
  wanted: PortSet,
): OrderedVerdict {
  if (entrance.stopped !== null) return stopped(entrance.stopped, 1)
  const { family, proxies } = entrance
  const tiers = networks.tiersOf(card, 'INGRESS')
  const filter: Filter<Peer> = {
    tiers,
    peerOf: (address: Address) => ({
      address,
      at: null,
      origin: proxies === null ? 'internet' : 'proxy',
      here: card.network,
      own: entrance.own,
    }),
  }
  const space = proxies ?? outside.blocks.filter((block) => block.family === family)
  const routes = networks.routesOf(card.network) ?? []
  const cuts = [
    ...tiers.flatMap((tier) => tier.rules.flatMap(({ blocks }) => blocks)),
    ...routes.map(({ block }) => block),
  ].filter((block) => block.family === family)
  const verdict = judgeWay({
    steps: [filter, ...(entrance.routed ? [wayBack(networks, card)] : [])],
    atoms: atomsOf(space, cuts),
    wanted: entrance.ports ?? wanted,
    enough: proxies === null ? outside.enough[family] : 1,
  })
  return {
    ...verdict,
    hops: [...entrance.hops, ...verdict.hops],
    conditions: [...entrance.conditions, ...verdict.conditions],
    depth: verdict.depth + 1,
  }
}

/** Answers must leave by the default internet gateway. https://cloud.google.com/vpc/docs/vpc#internet_access_reqs */
function wayBack(networks: GcpNetworks, card: Card): Stage {
  const routes = networks.routesOf(card.network)
  if (routes === null) return uncollected('route', card.network, 'the routes of the network')
  const routeOf = (source: Address) => routeFor(routes, card, source)
  const told = (source: Address) => {
    const route = routeOf(source)
    return route === undefined ? 'has no route there' : `${route.block.text} goes to ${route.nextHop}`
  }
  return {
    component: 'route',
    passes: (_protocol, source) =>
      routeOf(source)?.nextHop === 'default-internet-gateway' ? ALL_PORTS : EMPTY,
    hop: ({ source }) => ({
      id: routeOf(source)?.id ?? card.network,
      component: 'route',
      detail: told(source),
    }),
    blocker: ({ source }) => ({
      id: routeOf(source)?.id ?? card.network,
      reason: 'route',
      detail: told(source),
    }),
  }
}

/** Would the world get in if one component gave way? Only then is the refusal worth keeping. */
const looksOpen = (networks: GcpNetworks, cards: readonly Card[]): boolean =>
  cards.some(
    (card) =>
      entrancesTo(networks, card).length > 0 ||
      networks
        .tiersOf(card, 'INGRESS')
        .some(({ rules }) =>
          rules.some(({ action, blocks }) => action === 'allow' && blocks.some(isEverybody)),
        ),
  )

const isEverybody = ({ text }: Block): boolean => text === '0.0.0.0/0' || text === '::/0'
