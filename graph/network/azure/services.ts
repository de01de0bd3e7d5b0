import type { AttackEdge, BlockedEdge } from '../../attack.ts'
import { INTERNET_ID } from '../../internet-node.ts'
import { FOOTHOLD } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { edgeToService, type OpenService } from '../settings-edge.ts'

/** A service with an address of its own, whose own settings decide who may come. */
interface Service extends OpenService {
  readonly kind: string
  ports(node: NodeRecord): readonly string[]
  /** The setting that keeps strangers out; null when none does, undefined where there is nothing to reach. */
  stoppedBy(props: Props): string | null | undefined
}

const isEmpty = (value: unknown): boolean => !Array.isArray(value) || value.length === 0
const HTTPS = () => ['tcp/443']

const SERVICES: readonly Service[] = [
  {
    kind: 'AzureWebApp',
    likelihood: FOOTHOLD.web,
    setting: 'publicNetworkAccess',
    closing: ['publicNetworkAccess', false],
    ports: HTTPS,
    stoppedBy(props) {
      if (props.state !== 'Running') return undefined
      if (props.publicNetworkAccess !== true) return 'publicNetworkAccess'
      if (!isEmpty(props.allowedRanges)) return 'allowedRanges'
      return props.anonymousAllowed === false ? 'authentication' : null
    },
  },
  {
    kind: 'AzureContainerApp',
    likelihood: FOOTHOLD.web,
    setting: 'externalIngress',
    closing: ['externalIngress', false],
    ports: HTTPS,
    stoppedBy: ({ externalIngress }) => (externalIngress === true ? null : undefined),
  },
  {
    kind: 'AzureContainerGroup',
    likelihood: FOOTHOLD.web,
    setting: 'publicIp',
    closing: ['publicIp', null],
    ports: ({ props }) => (Array.isArray(props.ports) ? props.ports.map(String) : []),
    stoppedBy: ({ publicIp, state }) =>
      typeof publicIp === 'string' && state !== 'Stopped' ? null : undefined,
  },
  {
    kind: 'AzureKubernetesCluster',
    likelihood: FOOTHOLD.other,
    setting: 'authorizedRanges',
    // Nobody but the cluster's own outbound address, as
    // https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges has it.
    closing: ['authorizedRanges', ['0.0.0.0/32']],
    ports: HTTPS,
    stoppedBy(props) {
      if (props.private !== false) return 'private'
      const ranges = Array.isArray(props.authorizedRanges) ? props.authorizedRanges : []
      return ranges.length === 0 || ranges.includes('0.0.0.0/0') ? null : 'authorizedRanges'
    },
  },
  {
    kind: 'AzureSqlServer',
    likelihood: FOOTHOLD.database,
    setting: 'allowedRanges',
    closing: ['publicNetworkAccess', false],
    ports: () => ['tcp/1433'],
    stoppedBy(props) {
      if (props.publicNetworkAccess !== true) return 'publicNetworkAccess'
      if (props.anyAddress !== true) return 'allowedRanges'
      return props.entraOnly === true ? 'entraOnly' : null
    },
  },
]

/** Platform services that strangers can send requests to. */
export function servicesReached(facts: FactIndex) {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const properties = new Map<string, Props>()
  for (const service of SERVICES) {
    for (const node of facts.ofKind(service.kind)) {
      if (node.props.stub === true) continue
      const stop = service.stoppedBy(node.props)
      const reachable = stop === null
      const shown = service.kind === 'AzureSqlServer' ? {} : { internetReachable: reachable }
      properties.set(node.id, { ...shown, exposure: reachable ? 'internet' : 'internal' })
      if (reachable) edges.push(edgeToService(node, service, service.ports(node)))
      else if (stop !== undefined) {
        const by = { type: stop, id: node.id, detail: `${stop} keeps strangers out` }
        blocked.push({ from: INTERNET_ID, kind: 'CAN_REACH', to: node.id, technique: null, by })
      }
    }
  }
  return { edges, blocked, properties }
}
