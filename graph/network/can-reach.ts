import { CORPORATE_NETWORK, corporateBlocks } from '../corporate-network.ts'
import { INTERNET_ID } from '../internet-node.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import { type Block, parseBlock } from './addresses.ts'
import { azureVerdict, isAzurePlace } from './azure/can-reach.ts'
import { betweenPlaces } from './between.ts'
import { compileNetwork } from './compile.ts'
import { verdictOn } from './exposure.ts'
import { gcpVerdict, isGcpPlace } from './gcp/can-reach.ts'
import { internetBut, judgeOutside, type Outside, rangesOf } from './internet.ts'
import type { Network, Workload } from './network.ts'
import type { OrderedVerdict } from './ordered-way.ts'
import { toInternet } from './outbound.ts'
import {
  allPorts,
  formatPorts,
  LAST_PORT,
  type PortSet,
  protocolName,
  unionPorts,
  withoutControl,
} from './ports.ts'
import { type Position, positionsOf } from './positions.ts'
import { type Blocker, type Hop, refused, type Verdict } from './stages.ts'

export interface ReachOptions {
  /** 0 to 65,535. */
  readonly port?: number | undefined
  /** Name or number; `tcp` when only a port is given. */
  readonly protocol?: string | undefined
}

/** As `chokepoint can-reach` prints it. */
export interface Reachability {
  readonly reachable: boolean
  readonly ports: readonly string[]
  readonly hops: readonly Hop[]
  readonly blockedBy: Blocker | null
  /** What is not known on the way: with some of it, what is told as reachable may not be, and the other way round. */
  readonly unknown: readonly string[]
}

/** An id that the snapshot does not have, or that has no place in a network. */
export class UnknownPlaceError extends Error {
  override readonly name = 'UnknownPlaceError'
}

/**
 * One network question. `from` is `Internet`, `CorporateNetwork`, an address or CIDR block outside, or a resource: a
 * workload, a network interface, or a security group, subnet or VPC, which stand for everything in them. `to` is a
 * resource or `Internet`. Without a port everything but ICMP is asked about.
 * @throws UnknownPlaceError for an id that was not collected.
 * @throws RangeError for a port that is none.
 */
export function canReach(
  facts: FactIndex,
  from: string,
  to: string,
  options: ReachOptions = {},
): Reachability {
  const other = OTHER_CLOUDS.find(
    ({ isPlace, answersOut }) =>
      isPlace(facts, to) || (answersOut && to === INTERNET_ID && isPlace(facts, from)),
  )
  if (other !== undefined) {
    const verdict = elsewhere(other, facts, from, to, options)
    return answer({ ...verdict, unknown: verdict.conditions })
  }
  const network = compileNetwork(facts)
  const wanted = wantedPorts(network.protocols, options)
  const verdict =
    to === INTERNET_ID
      ? bestOf(
          placesOf(facts, network, from).map((source) => outbound(network, source, wanted)),
          from,
        )
      : inbound(facts, network, from, to, wanted)
  return answer(verdict)
}

function answer({ ports, hops, blockedBy, unknown }: Omit<Verdict, 'depth' | 'rules'>): Reachability {
  const details = [...new Set(unknown.map(({ detail }) => detail))]
  return { reachable: blockedBy === null, ports: formatPorts(ports), hops, blockedBy, unknown: details }
}

const OTHER_CLOUDS = [
  { isPlace: isGcpPlace, verdict: gcpVerdict, answersOut: false },
  { isPlace: isAzurePlace, verdict: azureVerdict, answersOut: true },
] as const

function elsewhere(
  cloud: (typeof OTHER_CLOUDS)[number],
  facts: FactIndex,
  from: string,
  to: string,
  options: ReachOptions,
): OrderedVerdict {
  const outside = outsideOf(from, corporateBlocks(facts))
  if (outside === null && !cloud.isPlace(facts, from))
    throw new UnknownPlaceError(`${from} is no place that ${to} could be reached from`)
  return cloud.verdict(facts, outside ?? from, to, (protocols) => wantedPorts(protocols, options))
}

function wantedPorts(protocols: readonly string[], { port, protocol }: ReachOptions): PortSet {
  if (port === undefined && protocol === undefined) return withoutControl(allPorts(protocols))
  const name = protocolName(protocol ?? 'tcp')
  if (port === undefined) return name === 'all' ? allPorts(protocols) : allPorts([name])
  if (!Number.isInteger(port) || port < 0 || port > LAST_PORT) {
    throw new RangeError(`port ${port} is not between 0 and ${LAST_PORT}`)
  }
  const names = name === 'all' ? ['tcp', 'udp'] : [name]
  return new Map(names.map((each) => [each, [[port, port]]]))
}

function inbound(facts: FactIndex, network: Network, from: string, to: string, wanted: PortSet): Verdict {
  const targets = placesOf(facts, network, to)
  const outside = outsideOf(from, corporateBlocks(facts))
  if (outside !== null) {
    const judge = judgeOutside(network, outside, wanted)
    return bestOf(
      targets.map((target) => verdictOn(target, judge)),
      to,
    )
  }
  return inside(network, placesOf(facts, network, from), targets, wanted, to)
}

function outsideOf(from: string, corporate: readonly Block[]): Outside | null {
  if (from === INTERNET_ID) return internetBut(corporate)
  if (from === CORPORATE_NETWORK && corporate.length > 0) return rangesOf(corporate)
  const block = parseBlock(from)
  return block === null ? null : rangesOf([block])
}

/** From any of the sources to any of the targets; those that no rule can tell apart are asked once. */
function inside(
  network: Network,
  sources: readonly Workload[],
  targets: readonly Workload[],
  wanted: PortSet,
  to: string,
): Verdict {
  const down = sources.every(isDown)
    ? sources[0]
    : targets.every((target) => target.silent !== null) && targets[0]
  if (down) return silent(down)
  const positions = positionsOf(network)
  const starts = positions.of(sources.filter((source) => !isDown(source)))
  const ends = positions.of(targets.filter((target) => target.silent === null))
  const verdicts = starts.flatMap((start) =>
    ends
      .filter((end) => start.place.address.family === end.place.address.family && !isSame(start, end))
      .map((end) => betweenPlaces(network, start.place, end.place, wanted)),
  )
  return bestOf(verdicts, to)
}

const isDown = ({ sends, silent }: Workload): boolean => !sends && silent !== null

/** The one workload on both sides. */
const isSame = (start: Position, end: Position): boolean =>
  start.workloads.length === 1 &&
  end.workloads.length === 1 &&
  start.workloads[0]?.id === end.workloads[0]?.id

const silent = ({ id, silent }: Workload): Verdict =>
  refused({ id, reason: 'workload', detail: silent ?? 'sends nothing' }, 0)

function outbound(network: Network, source: Workload, wanted: PortSet): Verdict {
  if (!source.sends && source.silent !== null) return silent(source)
  return bestOf(
    source.interfaces.map((at) => toInternet(network, at, wanted)),
    source.id,
  )
}

/** Something open before anything refused; of refusals, the one that got furthest. */
function bestOf(verdicts: readonly Verdict[], id: string): Verdict {
  const open = verdicts.filter(({ blockedBy }) => blockedBy === null)
  const list = open.length > 0 ? open : verdicts
  const best = list.reduce<Verdict | undefined>(
    (found, verdict) => (found === undefined || verdict.depth > found.depth ? verdict : found),
    undefined,
  )
  if (open.length > 1 && best !== undefined) {
    return { ...best, ports: open.map(({ ports }) => ports).reduce(unionPorts) }
  }
  return best ?? refused({ id, reason: 'no-interface', detail: 'has no place in a network' }, 0)
}

/** The workloads that an id stands for. */
function placesOf(facts: FactIndex, network: Network, id: string): Workload[] {
  const workload = network.workloads.get(id)
  if (workload !== undefined) return [workload]
  const node = facts.node(id)
  if (node === undefined)
    throw new UnknownPlaceError(`${id} was not collected; \`chokepoint resources\` lists what was`)
  if (node.kind === 'AwsNetworkInterface') return ownersOf(facts, network, id)
  return [...network.workloads.values()].filter(({ interfaces }) =>
    interfaces.some(
      ({ subnet, groups }) =>
        subnet.id === id || subnet.vpc === id || groups.some((group) => group.id === id),
    ),
  )
}

/** The workload with only the one interface. */
function ownersOf(facts: FactIndex, network: Network, id: string): Workload[] {
  return facts.to(id, 'HAS_INTERFACE').flatMap(({ from }) => {
    const owner = network.workloads.get(from)
    return owner ? [{ ...owner, id, interfaces: owner.interfaces.filter((at) => at.id === id) }] : []
  })
}
