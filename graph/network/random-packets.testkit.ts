import fc from 'fast-check'
import type { AttackEdge } from '../attack.ts'
import type { Value } from '../snapshot/records.ts'

/** Parts of the Internet that the random rules can tell apart, each with its size. */
export const PARTS = [
  { source: '5.1.1.1', size: 31 * 2 ** 24 },
  { source: '40.1.1.1', size: 28 * 2 ** 24 },
  { source: '54.1.1.1', size: 2 ** 23 },
  { source: '60.1.1.1', size: 2 ** 24 },
  { source: '70.1.1.1', size: 60 * 2 ** 24 },
  { source: '130.1.1.1', size: 90 * 2 ** 24 },
]

/** Blocks of which every part is in or out as a whole. */
export const PUBLIC_BLOCKS = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '32.0.0.0/3',
  '54.0.0.0/9',
  '60.0.0.0/8',
]

export const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values)

interface Packet {
  readonly protocol: string
  readonly port: number
}

/** Whether packets from enough of the Internet get through. */
export const reachedByInternet = (isLetIn: (source: string) => boolean): boolean =>
  PARTS.filter(({ source }) => isLetIn(source)).reduce((sum, { size }) => sum + size, 0) >= 2 ** 24

/** Whether a list such as `tcp/22, udp/0-1023` names a packet. */
export function names(ports: Value | undefined, { protocol, port }: Packet): boolean {
  if (!Array.isArray(ports)) return false
  return ports.some((text) => {
    const [name, range] = String(text).split('/')
    const [first, last] = (range ?? '').split('-').map(Number)
    return (
      name === 'all' || (name === protocol && first !== undefined && first <= port && port <= (last ?? first))
    )
  })
}

/** Machine to machine, directly or through one hub. */
export const pathsOf = (edges: readonly AttackEdge[], isMachine: (id: string) => boolean) =>
  edges
    .filter(({ to }) => isMachine(to))
    .flatMap((edge) => {
      const sources = isMachine(edge.from)
        ? [edge.from]
        : edges.filter(({ to }) => to === edge.from).map(({ from }) => from)
      return sources
        .filter((from) => from !== edge.to)
        .map((from) => ({ from, to: edge.to, ports: edge.extra?.ports }))
    })
