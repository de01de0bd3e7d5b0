/**
 * One packet, one rule after the other, nothing shared with the code that it checks. It knows IPv4, TCP and UDP, security
 * groups at subnets and interfaces, application security groups, route tables and one peering.
 */
export interface SimRule {
  readonly priority: number
  readonly direction: 'Inbound' | 'Outbound'
  readonly access: 'Allow' | 'Deny'
  readonly protocol: string
  readonly ports: readonly string[]
  /** A prefix, a tag, or `asg:<name>`. */
  readonly source: string
  readonly destination: string
}
export interface SimSubnet {
  readonly network: string
  readonly group: readonly SimRule[] | null
  readonly routes: readonly (readonly [prefix: string, hop: string])[]
}
export interface SimMachine {
  readonly subnet: SimSubnet
  readonly address: string
  readonly group: readonly SimRule[] | null
  readonly asgs: readonly string[]
  /** SKU of its public address; null when it has none. */
  readonly sku: 'Basic' | 'Standard' | null
  readonly running: boolean
}
export interface SimEstate {
  readonly prefixes: { readonly [network: string]: string }
  readonly peered: boolean
}
export interface SimPacket {
  readonly protocol: string
  readonly port: number
}
interface Side {
  readonly address: string
  readonly asgs: readonly string[]
  readonly inside: boolean
}

const numberOf = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const bitsOf = (range: string): number => Number(range.split('/')[1])

function within(ip: string, range: string): boolean {
  const [base = ''] = range.split('/')
  const size = 2 ** (32 - bitsOf(range))
  return Math.floor(numberOf(ip) / size) === Math.floor(numberOf(base) / size)
}

function isAbout(text: string, side: Side): boolean {
  if (text === '*') return true
  if (text === 'Internet') return !side.inside
  if (text === 'VirtualNetwork') return side.inside
  if (text.startsWith('asg:')) return side.asgs.includes(text.slice(4))
  return within(side.address, text)
}

function speaks(rule: SimRule, { protocol, port }: SimPacket): boolean {
  if (rule.protocol !== '*' && rule.protocol.toLowerCase() !== protocol) return false
  for (const text of rule.ports) {
    if (text === '*') return true
    const [first, last = first] = text.split('-').map(Number)
    if (first !== undefined && last !== undefined && first <= port && port <= last) return true
  }
  return false
}

function passes(
  group: readonly SimRule[] | null,
  direction: string,
  from: Side,
  to: Side,
  packet: SimPacket,
): boolean {
  if (group === null) return true
  for (const rule of [...group].sort((a, b) => a.priority - b.priority)) {
    if (rule.direction !== direction || !speaks(rule, packet)) continue
    if (isAbout(rule.source, from) && isAbout(rule.destination, to)) return rule.access === 'Allow'
  }
  if (from.inside && to.inside) return true
  return direction === 'Outbound' && !to.inside
}

function hop(estate: SimEstate, machine: SimMachine, to: string): string {
  const own = machine.subnet.network
  const system: [string, string][] = [
    [estate.prefixes[own] ?? '', 'VnetLocal'],
    ['0.0.0.0/0', 'Internet'],
    ['10.0.0.0/8', 'None'],
  ]
  if (estate.peered)
    for (const [network, prefix] of Object.entries(estate.prefixes))
      if (network !== own) system.push([prefix, 'VNetPeering'])
  let best: readonly [string, string] | null = null
  for (const route of [...machine.subnet.routes, ...system])
    if (within(to, route[0]) && (best === null || bitsOf(route[0]) > bitsOf(best[0]))) best = route
  return best?.[1] ?? 'None'
}

const sideOf = ({ address, asgs }: SimMachine): Side => ({ address, asgs, inside: true })

/** Does a connection from one address of the Internet get an answer? */
export function fromInternet(estate: SimEstate, source: string, to: SimMachine, packet: SimPacket): boolean {
  if (!to.running || to.sku === null) return false
  if (to.sku === 'Standard' && to.group === null && to.subnet.group === null) return false
  const stranger: Side = { address: source, asgs: [], inside: false }
  for (const group of [to.subnet.group, to.group])
    if (!passes(group, 'Inbound', stranger, sideOf(to), packet)) return false
  return hop(estate, to, source) === 'Internet'
}

/** Does a connection between two machines, by their own addresses, get an answer? */
export function fromMachine(estate: SimEstate, from: SimMachine, to: SimMachine, packet: SimPacket): boolean {
  if (!from.running || !to.running) return false
  if (from.subnet.network !== to.subnet.network && !estate.peered) return false
  for (const [one, other] of [
    [from, to],
    [to, from],
  ] as const)
    if (!['VnetLocal', 'VNetPeering'].includes(hop(estate, one, other.address))) return false
  const [here, there] = [sideOf(from), sideOf(to)]
  return (
    passes(from.group, 'Outbound', here, there, packet) &&
    passes(from.subnet.group, 'Outbound', here, there, packet) &&
    passes(to.subnet.group, 'Inbound', here, there, packet) &&
    passes(to.group, 'Inbound', here, there, packet)
  )
}
