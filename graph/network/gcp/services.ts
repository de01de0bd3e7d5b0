import type { AttackEdge, BlockedEdge } from '../../attack.ts'
import { INTERNET_ID } from '../../internet-node.ts'
import { FOOTHOLD } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Props, Value } from '../../snapshot/records.ts'
import { atomsOf, type Block, blockIncludes, parseBlocks } from '../addresses.ts'
import { internetBut } from '../internet.ts'
import { edgeToService, type OpenService } from '../settings-edge.ts'

const PORTS: { readonly [engine: string]: string } = {
  MYSQL: 'tcp/3306',
  POSTGRES: 'tcp/5432',
  SQLSERVER: 'tcp/1433',
}

/** A service of Google with an address of its own, whose settings say who may come. */
interface Service extends OpenService {
  readonly kind: string
  portOf(props: Props): string
  /** null when strangers come in, undefined when that is not known. */
  stoppedBy(props: Props, isEverybody: (ranges: Value | undefined) => boolean): string | null | undefined
}

const SERVICES: readonly Service[] = [
  {
    // The Auth Proxy asks for a permission; only authorized networks come without it.
    // https://cloud.google.com/sql/docs/mysql/authorize-networks
    kind: 'GcpSqlInstance',
    likelihood: FOOTHOLD.database,
    setting: 'authorizedNetworks',
    closing: ['authorizedNetworks', []],
    portOf: ({ engine }) => PORTS[String(engine)] ?? 'tcp',
    stoppedBy(props, isEverybody) {
      if (props.publicAddress === undefined) return undefined
      if (props.publicAddress !== true) return 'publicAddress'
      if (!isEverybody(props.authorizedNetworks)) return 'authorizedNetworks'
      return props.clientCertificates === true ? 'clientCertificates' : null
    },
  },
  {
    // https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
    kind: 'GcpGkeCluster',
    likelihood: FOOTHOLD.other,
    setting: 'authorizedNetworks',
    closing: ['authorizedNetworksOn', true],
    portOf: () => 'tcp/443',
    stoppedBy(props, isEverybody) {
      if (props.publicEndpoint === undefined) return undefined
      if (props.publicEndpoint !== true) return 'publicEndpoint'
      if (props.authorizedNetworksOn !== true) return null
      return isEverybody(props.authorizedNetworks) ? null : 'authorizedNetworks'
    },
  },
]

/** Services of Google that strangers can send packets to. */
export function servicesReached(facts: FactIndex, corporate: readonly Block[]) {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const properties = new Map<string, Props>()
  const space = internetBut(corporate)
  const strangers = space.blocks.filter(({ family }) => family === 4)
  const isEverybody = (ranges: Value | undefined): boolean => {
    const own = parseBlocks(Array.isArray(ranges) ? ranges.map(String) : [])
    const inside = atomsOf(strangers, own).filter(({ family, value }) =>
      own.some((block) => blockIncludes(block, family, value)),
    )
    return inside.reduce((sum, { size }) => sum + size, 0) >= space.enough[4]
  }
  for (const service of SERVICES) {
    for (const node of facts.ofKind(service.kind)) {
      const stop = node.props.stub === true ? undefined : service.stoppedBy(node.props, isEverybody)
      if (stop === undefined) continue
      properties.set(node.id, { exposure: stop === null ? 'internet' : 'internal' })
      if (stop === null) edges.push(edgeToService(node, service, [service.portOf(node.props)]))
      else {
        const by = { type: stop, id: node.id, detail: `${stop} keeps strangers out` }
        blocked.push({ from: INTERNET_ID, kind: 'CAN_REACH', to: node.id, technique: null, by })
      }
    }
  }
  return { edges, blocked, properties }
}
