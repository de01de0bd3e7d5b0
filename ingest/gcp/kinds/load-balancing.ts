import { z } from 'zod'
import { computeName, defineAsset } from '../define.ts'

const text = z.string().nullish()
const texts = z.array(z.string()).nullish()
const names = (urls: readonly string[] | null | undefined): readonly string[] =>
  [...new Set((urls ?? []).map(computeName))].sort()
const nameOf = (url: string | null | undefined): string | null => (url == null ? null : computeName(url))

const BackendService = z.object({
  loadBalancingScheme: z.string().nullish(),
  protocol: z.string().nullish(),
  logConfig: z.object({ enable: z.boolean().nullish() }).nullish(),
  portName: text,
  backends: z.array(z.object({ group: text })).nullish(),
  iap: z.object({ enabled: z.boolean().nullish() }).nullish(),
  securityPolicy: text,
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/backendServices and .../regionBackendServices */
const backendOf = (type: string) =>
  defineAsset({
    type: `compute.googleapis.com/${type}`,
    kind: 'GcpBackendService',
    read: (data) => {
      const { loadBalancingScheme, protocol, logConfig, portName, backends, iap, securityPolicy } =
        BackendService.parse(data)
      return {
        props: {
          ...(loadBalancingScheme != null && { scheme: loadBalancingScheme }),
          ...(protocol != null && { protocol }),
          logging: logConfig?.enable === true,
          portName: portName ?? null,
          backends: names((backends ?? []).flatMap(({ group }) => group ?? [])),
          identityAwareProxy: iap?.enabled === true,
          securityPolicy: nameOf(securityPolicy),
        },
      }
    },
  })

export const backendService = backendOf('BackendService')
export const regionBackendService = backendOf('RegionBackendService')

const ForwardingRule = z.object({
  loadBalancingScheme: text,
  IPProtocol: text,
  portRange: text,
  ports: texts,
  allPorts: z.boolean().nullish(),
  target: text,
  backendService: text,
  network: text,
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules and .../globalForwardingRules */
const forwardingOf = (type: string) =>
  defineAsset({
    type: `compute.googleapis.com/${type}`,
    kind: 'GcpForwardingRule',
    read: (data) => {
      const { loadBalancingScheme, IPProtocol, portRange, ports, allPorts, ...to } =
        ForwardingRule.parse(data)
      const given = portRange ? [portRange] : (ports ?? [])
      return {
        props: {
          ...(loadBalancingScheme != null && { scheme: loadBalancingScheme }),
          protocol: (IPProtocol ?? 'TCP').toLowerCase(),
          ports: allPorts === true ? [] : [...given].sort(),
          target: nameOf(to.target || null),
          backendService: nameOf(to.backendService || null),
          ...(to.network != null && { network: computeName(to.network) }),
        },
      }
    },
  })

export const forwardingRule = forwardingOf('ForwardingRule')
export const globalForwardingRule = forwardingOf('GlobalForwardingRule')

const TargetProxy = z.object({ urlMap: text, service: text })

/** Each leads to a URL map or to one backend service: https://cloud.google.com/load-balancing/docs/target-proxies */
const proxyOf = (type: string) =>
  defineAsset({
    type: `compute.googleapis.com/${type}`,
    kind: 'GcpTargetProxy',
    read: (data) => {
      const { urlMap, service } = TargetProxy.parse(data)
      return { props: { urlMap: nameOf(urlMap), backendService: nameOf(service) } }
    },
  })

export const targetProxies = [
  'TargetHttpProxy',
  'TargetHttpsProxy',
  'TargetTcpProxy',
  'TargetSslProxy',
  'RegionTargetHttpProxy',
  'RegionTargetHttpsProxy',
  'RegionTargetTcpProxy',
].map(proxyOf)

/** Every backend service that a URL map names, wherever it does. */
function servicesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\/backendServices\/[^/]+$/.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(servicesIn)
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps */
const urlMapOf = (type: string) =>
  defineAsset({
    type: `compute.googleapis.com/${type}`,
    kind: 'GcpUrlMap',
    read: (data) => ({ props: { backendServices: names(servicesIn({ ...data, selfLink: null })) } }),
  })

export const urlMap = urlMapOf('UrlMap')
export const regionUrlMap = urlMapOf('RegionUrlMap')

const TargetPool = z.object({ instances: texts })

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetPools */
export const targetPool = defineAsset({
  type: 'compute.googleapis.com/TargetPool',
  kind: 'GcpTargetPool',
  read: (data) => ({ props: { instances: names(TargetPool.parse(data).instances) } }),
})

const TargetInstance = z.object({ instance: text })

/** https://cloud.google.com/compute/docs/reference/rest/v1/targetInstances */
export const targetInstance = defineAsset({
  type: 'compute.googleapis.com/TargetInstance',
  kind: 'GcpTargetPool',
  read: (data) => ({
    props: { instances: names([TargetInstance.parse(data).instance].flatMap((one) => one ?? [])) },
  }),
})

const InstanceGroup = z.object({
  namedPorts: z.array(z.object({ name: z.string(), port: z.number() })).nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/instanceGroups */
export const instanceGroup = defineAsset({
  type: 'compute.googleapis.com/InstanceGroup',
  kind: 'GcpInstanceGroup',
  read: (data) => ({
    props: {
      namedPorts: (InstanceGroup.parse(data).namedPorts ?? [])
        .map(({ name, port }) => `${name}:${port}`)
        .sort(),
    },
  }),
})
