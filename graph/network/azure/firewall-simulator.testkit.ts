/**
 * One packet from a machine of one spoke to a machine of another through a firewall in their hub, one rule after the
 * other, nothing shared with the code that it checks. It knows network rules, application rules for HTTPS to every name, a
 * parent policy, a security group of the receiver, and peerings.
 */
export interface SimFilter {
  readonly action: 'allow' | 'deny'
  readonly ports: string
  readonly source: string
  readonly destination: string
}
export interface SimPolicy {
  readonly network: readonly SimFilter[]
  /** Their destination does not count. */
  readonly names: readonly SimFilter[]
}
export interface SimHub {
  /** A parent, then the policy itself. */
  readonly policies: readonly SimPolicy[]
  /** Whether routes of the first and of the second spoke lead to the firewall. */
  readonly routed: readonly [boolean, boolean]
  /** Whether they take in what others sent. */
  readonly forwarded: readonly [boolean, boolean]
  /** Whether the firewall leaves senders their address. */
  readonly keeps: boolean
  /** Of the receiver: sources that are kept out. */
  readonly keptOut: string | null
}

const bitsAt = (ip: string): string =>
  ip
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('')

function isWithin(ip: string, range: string): boolean {
  if (range === '*') return true
  const [base = '', length = '32'] = range.split('/')
  return bitsAt(ip).slice(0, Number(length)) === bitsAt(base).slice(0, Number(length))
}

function hasPort(ports: string, port: number): boolean {
  if (ports === '*') return true
  const [first = 0, last = first] = ports.split('-').map(Number)
  return first <= port && port <= last
}

const FIREWALL = '10.9.1.4'

/** Who lets the packet through: null when nobody does. */
function letBy({ policies }: SimHub, from: string, to: string, port: number): 'network' | 'names' | null {
  for (const { network } of policies)
    for (const { action, ports, source, destination } of network)
      if (hasPort(ports, port) && isWithin(from, source) && isWithin(to, destination))
        return action === 'allow' ? 'network' : null
  for (const { names } of policies)
    for (const { action, ports, source } of names)
      if (hasPort(ports, port) && isWithin(from, source)) return action === 'allow' ? 'names' : null
  return null
}

/** Does a TCP connection get an answer? */
export function throughHub(hub: SimHub, from: string, to: string, port: number): boolean {
  const [there, back] = hub.routed
  const [intoFirst, intoSecond] = hub.forwarded
  const by = letBy(hub, from, to, port)
  if (!there || by === null || !intoFirst) return false
  const isKept = by === 'network' && hub.keeps
  if (isKept && !(intoSecond && back)) return false
  return hub.keptOut === null || !isWithin(isKept ? from : FIREWALL, hub.keptOut)
}
