import { z } from 'zod'
import { computeName, defineAsset, lastPart } from '../define.ts'

const flag = z.boolean().nullish()
const Network = z.object({
  IPv4Range: z.string().nullish(),
  autoCreateSubnetworks: flag,
  subnetworks: z.array(z.string()).nullish(),
  networkFirewallPolicyEnforcementOrder: z.string().nullish(),
  peerings: z
    .array(
      z.object({
        network: z.string().nullish(),
        state: z.string().nullish(),
        exportSubnetRoutesWithPublicIp: flag,
        importSubnetRoutesWithPublicIp: flag,
      }),
    )
    .nullish(),
})

/** Only legacy networks have a range: https://cloud.google.com/compute/docs/reference/rest/v1/networks */
export const network = defineAsset({
  type: 'compute.googleapis.com/Network',
  kind: 'GcpNetwork',
  read: (data) => {
    const { IPv4Range, autoCreateSubnetworks, subnetworks, ...given } = Network.parse(data)
    const known = IPv4Range != null || autoCreateSubnetworks != null || subnetworks != null
    return {
      props: {
        ...(known && { legacy: IPv4Range != null }),
        firewallOrder: given.networkFirewallPolicyEnforcementOrder ?? 'AFTER_CLASSIC_FIREWALL',
        peerings: (given.peerings ?? []).flatMap(({ network, ...peering }) =>
          network == null
            ? []
            : [
                {
                  network: computeName(network),
                  active: peering.state === 'ACTIVE',
                  exportsPublic: peering.exportSubnetRoutesWithPublicIp !== false,
                  importsPublic: peering.importSubnetRoutesWithPublicIp === true,
                },
              ],
        ),
      },
    }
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

const Route = z.object({
  network: z.string().nullish(),
  destRange: z.string().nullish(),
  priority: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  nextHopGateway: z.string().nullish(),
  nextHopNetwork: z.string().nullish(),
  nextHopInstance: z.string().nullish(),
  nextHopIp: z.string().nullish(),
  nextHopIlb: z.string().nullish(),
  nextHopVpnTunnel: z.string().nullish(),
  nextHopPeering: z.string().nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/routes */
export const route = defineAsset({
  type: 'compute.googleapis.com/Route',
  kind: 'GcpRoute',
  read: (data) => {
    const { network, destRange, priority, tags, ...hops } = Route.parse(data)
    return {
      props: {
        ...(network != null && { network: computeName(network) }),
        ...(destRange != null && { destination: destRange }),
        // https://cloud.google.com/vpc/docs/static-routes#parameters
        priority: priority ?? 1000,
        tags: [...(tags ?? [])].sort(),
        nextHop: hopOf(hops),
      },
    }
  },
})

function hopOf(hops: Omit<z.infer<typeof Route>, 'network' | 'destRange' | 'priority' | 'tags'>): string {
  if (hops.nextHopGateway != null) return lastPart(hops.nextHopGateway)
  if (hops.nextHopNetwork != null) return 'network'
  if (hops.nextHopPeering != null) return 'peering'
  if (hops.nextHopVpnTunnel != null) return 'vpn-tunnel'
  if (hops.nextHopIlb != null) return 'load-balancer'
  return hops.nextHopInstance != null || hops.nextHopIp != null ? 'instance' : 'other'
}
