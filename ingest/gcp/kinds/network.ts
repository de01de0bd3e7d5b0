import { z } from 'zod'
import { computeName, defineAsset } from '../define.ts'

const Network = z.object({
  IPv4Range: z.string().nullish(),
  autoCreateSubnetworks: z.boolean().nullish(),
  subnetworks: z.array(z.string()).nullish(),
})

/** Only legacy networks have a range: https://cloud.google.com/compute/docs/reference/rest/v1/networks */
export const network = defineAsset({
  type: 'compute.googleapis.com/Network',
  kind: 'GcpNetwork',
  read: (data) => {
    const { IPv4Range, autoCreateSubnetworks, subnetworks } = Network.parse(data)
    if (IPv4Range != null) return { props: { legacy: true } }
    return { props: autoCreateSubnetworks == null && subnetworks == null ? {} : { legacy: false } }
  },
})

const Subnetwork = z.object({
  network: z.string().nullish(),
  ipCidrRange: z.string().nullish(),
  purpose: z.string().nullish(),
  enableFlowLogs: z.boolean().nullish(),
  logConfig: z.object({ enable: z.boolean().nullish() }).nullish(),
  privateIpGoogleAccess: z.boolean().nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/subnetworks */
export const subnetwork = defineAsset({
  type: 'compute.googleapis.com/Subnetwork',
  kind: 'GcpSubnetwork',
  read: (data) => {
    const given = Subnetwork.parse(data)
    return {
      props: {
        ...(given.network != null && { network: computeName(given.network) }),
        ...(given.ipCidrRange != null && { range: given.ipCidrRange }),
        purpose: given.purpose ?? 'PRIVATE',
        flowLogs: given.logConfig?.enable ?? given.enableFlowLogs ?? false,
        privateGoogleAccess: given.privateIpGoogleAccess === true,
      },
    }
  },
})

const Rule = z.object({
  IPProtocol: z.string().nullish(),
  ipProtocol: z.string().nullish(),
  ports: z.array(z.string()).nullish(),
})

const Firewall = z.object({
  network: z.string().nullish(),
  direction: z.string().nullish(),
  disabled: z.boolean().nullish(),
  sourceRanges: z.array(z.string()).nullish(),
  sourceTags: z.array(z.string()).nullish(),
  sourceServiceAccounts: z.array(z.string()).nullish(),
  targetTags: z.array(z.string()).nullish(),
  targetServiceAccounts: z.array(z.string()).nullish(),
  allowed: z.array(Rule).nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/firewalls */
export const firewall = defineAsset({
  type: 'compute.googleapis.com/Firewall',
  kind: 'GcpFirewall',
  read: (data) => {
    const given = Firewall.parse(data)
    const direction = given.direction ?? 'INGRESS'
    const open = direction === 'INGRESS' && given.disabled !== true && isForAnySource(given)
    return {
      props: {
        ...(given.network != null && { network: computeName(given.network) }),
        direction,
        disabled: given.disabled === true,
        sourceRanges: [...(given.sourceRanges ?? [])].sort(),
        targetTags: [...(given.targetTags ?? [])].sort(),
        targetServiceAccounts: [...(given.targetServiceAccounts ?? [])].sort(),
        openToInternet: open ? [...new Set((given.allowed ?? []).flatMap(portsOf))].sort() : [],
      },
    }
  },
})

const EVERYWHERE: readonly string[] = ['0.0.0.0/0', '::/0']

/** Ranges, tags and accounts add to each other; a rule without any of them is for every source. */
function isForAnySource(rule: z.infer<typeof Firewall>): boolean {
  const ranges = rule.sourceRanges ?? []
  if (ranges.some((range) => EVERYWHERE.includes(range))) return true
  const named = [ranges, rule.sourceTags ?? [], rule.sourceServiceAccounts ?? []]
  return named.every((list) => list.length === 0)
}

/** https://www.iana.org/assignments/protocol-numbers */
const NUMBERS: { readonly [number: string]: string } = { '1': 'icmp', '6': 'tcp', '17': 'udp', '132': 'sctp' }

function portsOf({ IPProtocol, ipProtocol, ports }: z.infer<typeof Rule>): readonly string[] {
  const given = (IPProtocol ?? ipProtocol ?? 'all').toLowerCase()
  const protocol = NUMBERS[given] ?? given
  return ports == null || ports.length === 0 ? [protocol] : ports.map((port) => `${protocol}/${port}`)
}

const BackendService = z.object({
  loadBalancingScheme: z.string().nullish(),
  protocol: z.string().nullish(),
  logConfig: z.object({ enable: z.boolean().nullish() }).nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/backendServices and .../regionBackendServices */
const backendOf = (type: string) =>
  defineAsset({
    type: `compute.googleapis.com/${type}`,
    kind: 'GcpBackendService',
    read: (data) => {
      const { loadBalancingScheme, protocol, logConfig } = BackendService.parse(data)
      return {
        props: {
          ...(loadBalancingScheme != null && { scheme: loadBalancingScheme }),
          ...(protocol != null && { protocol }),
          logging: logConfig?.enable === true,
        },
      }
    },
  })

export const backendService = backendOf('BackendService')
export const regionBackendService = backendOf('RegionBackendService')
