import { FOOTHOLD } from '../likelihood.ts'
import { type IntervalSet, includes } from './intervals.ts'
import type { PortSet } from './ports.ts'

/** Ports by what usually listens there, likeliest way in first. */
const SERVICES = [
  {
    likelihood: FOOTHOLD.unauthenticatedService,
    ports: [2375, 2379, 5601, 6379, 8001, 9200, 10_250, 11_211, 27_017],
  },
  { likelihood: FOOTHOLD.remoteLogin, ports: [22, 23, 3389, 5900, 5985, 5986] },
  { likelihood: FOOTHOLD.web, ports: [80, 443, 3000, 5000, 8000, 8008, 8080, 8443, 8888, 9000, 9090] },
  { likelihood: FOOTHOLD.database, ports: [1433, 1521, 3306, 5432, 5439] },
]

/** In a range wider than this, nobody meant a particular service. */
const ON_PURPOSE = 100

/** The likelihood of a foothold through the best of the open ports. */
export function footholdThrough(ports: PortSet): number {
  const tcp = ports.get('tcp') ?? []
  const narrow = tcp.filter(([first, last]) => last - first < ON_PURPOSE)
  const found = SERVICES.filter((service, index) => opens(index === 0 ? narrow : tcp, service.ports))
  return Math.max(FOOTHOLD.other, ...found.map(({ likelihood }) => likelihood))
}

const opens = (set: IntervalSet, ports: readonly number[]): boolean =>
  ports.some((port) => includes(set, port))
