import { z } from 'zod'
import type { MissingCall, Props } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { frontend, interfaceOf } from './network-balancers.ts'
import {
  armId,
  flag,
  list,
  number,
  optional,
  propsOf,
  readList,
  reference,
  references,
  resource,
  text,
} from './shapes.ts'

const lead = { backendAddressPool: reference, backendHttpSettings: reference }

export const gateway = resource({
  frontendIPConfigurations: list(frontend),
  frontendPorts: list(resource({ port: number })),
  httpListeners: list(resource({ frontendIPConfiguration: reference, frontendPort: reference })),
  backendAddressPools: list(
    resource({
      backendAddresses: list(z.object({ fqdn: text, ipAddress: text })),
      backendIPConfigurations: references,
    }),
  ),
  gatewayIPConfigurations: list(resource({ subnet: reference })),
  backendHttpSettingsCollection: list(resource({ port: number })),
  requestRoutingRules: list(resource({ httpListener: reference, urlPathMap: reference, ...lead })),
  urlPathMaps: list(
    resource({
      defaultBackendAddressPool: reference,
      defaultBackendHttpSettings: reference,
      pathRules: list(resource(lead)),
    }),
  ),
  webApplicationFirewallConfiguration: optional(
    z.object({ enabled: flag, firewallMode: text, requestBodyCheck: flag }),
  ),
  firewallPolicy: reference,
  enableHttp2: flag,
  sslPolicy: optional(z.object({ policyName: text, minProtocolVersion: text })),
  defaultPredefinedSslPolicy: text,
})
type Gateway = z.output<typeof gateway>['properties']

/** https://learn.microsoft.com/rest/api/application-gateway/web-application-firewall-policies/list-all */
const firewallPolicy = resource({
  policySettings: optional(z.object({ state: text, mode: text, requestBodyCheck: flag })),
  managedRules: optional(z.object({ managedRuleSets: list(z.object({ ruleSetType: text })) })),
})
type Policies = ReadonlyMap<string, z.output<typeof firewallPolicy>['properties']>

/** Policies by id; undefined when they were not read. */
export async function firewallPolicies(
  context: CollectContext,
  missing: MissingCall[],
): Promise<Policies | undefined> {
  const found = await readList(context, 'network firewall-policies', firewallPolicy, missing)
  return found && new Map(found.map(({ id, properties }) => [id, properties]))
}

export function gatewayProps(
  { properties }: z.output<typeof gateway>,
  policies: Policies | undefined,
): Props {
  const open = properties.frontendIPConfigurations.filter(
    (one) => one.properties.publicIPAddress !== undefined,
  )
  const openIds = new Set(open.map(({ id }) => id))
  const portOf = new Map(properties.frontendPorts.map(({ id, properties: { port } }) => [id, port]))
  const ports = properties.httpListeners
    .filter(({ properties: one }) => openIds.has(one.frontendIPConfiguration ?? ''))
    .flatMap(({ properties: one }) => portOf.get(one.frontendPort ?? '') ?? [])
  const leads = leadsOf(properties)
  return propsOf({
    publicIps: open.flatMap((one) => one.properties.publicIPAddress ?? []),
    ports: [...new Set(ports)].sort((a, b) => a - b).map((port) => `tcp/${port}`),
    backends: properties.backendAddressPools.flatMap(membersOf),
    subnet: properties.gatewayIPConfigurations[0]?.properties.subnet,
    leads: publicLeads(leads, openIds),
    insideLeads: insideLeads(leads, properties, portOf),
    ...firewallOf(properties, policies),
    minimumTls: minimumTls(properties),
    http2: properties.enableHttp2 ?? false,
  })
}

interface Lead {
  /** Listener that requests come to. */
  readonly listener: Gateway['httpListeners'][number] | undefined
  readonly members: readonly string[]
  readonly port: number
}

/**
 * Where requests go: the pool and port of each rule of a listener, or of its paths.
 * https://learn.microsoft.com/azure/application-gateway/configuration-request-routing-rules
 */
function leadsOf(properties: Gateway): readonly Lead[] {
  const maps = new Map(properties.urlPathMaps.map(({ id, properties: map }) => [id, map]))
  return properties.requestRoutingRules.flatMap(({ properties: rule }) => {
    const listener = properties.httpListeners.find(({ id }) => id === rule.httpListener)
    return wayOf(rule, maps.get(rule.urlPathMap ?? '')).flatMap(
      ({ backendAddressPool, backendHttpSettings }): Lead[] => {
        const pool = properties.backendAddressPools.find(({ id }) => id === backendAddressPool)
        const settings = properties.backendHttpSettingsCollection.find(({ id }) => id === backendHttpSettings)
        const port = settings?.properties.port
        return pool === undefined || port === undefined ? [] : [{ listener, members: membersOf(pool), port }]
      },
    )
  })
}

type Rule = Gateway['requestRoutingRules'][number]['properties']
type PathMap = Gateway['urlPathMaps'][number]['properties']

function wayOf(own: Rule, map: PathMap | undefined) {
  if (map === undefined) return [own]
  const otherwise = {
    backendAddressPool: map.defaultBackendAddressPool,
    backendHttpSettings: map.defaultBackendHttpSettings,
  }
  return [otherwise, ...map.pathRules.map(({ properties: path }) => path)]
}

const publicLeads = (leads: readonly Lead[], openIds: ReadonlySet<string>): readonly Props[] =>
  leads
    .filter(({ listener }) => openIds.has(listener?.properties.frontendIPConfiguration ?? ''))
    .map(({ members, port }) => ({ members, port }))

/** From private addresses. */
const insideLeads = (
  leads: readonly Lead[],
  { frontendIPConfigurations }: Gateway,
  portOf: ReadonlyMap<string, number | undefined>,
): readonly Props[] =>
  leads.flatMap(({ listener, members, port }): Props[] => {
    const { frontendIPConfiguration, frontendPort } = listener?.properties ?? {}
    const frontend = frontendIPConfigurations.find(({ id }) => id === frontendIPConfiguration)
    const address = frontend?.properties.privateIPAddress
    const entry = portOf.get(frontendPort ?? '')
    return address === undefined || entry === undefined ? [] : [{ address, entry, members, port }]
  })

const membersOf = ({ properties: pool }: Gateway['backendAddressPools'][number]): readonly string[] => [
  ...pool.backendAddresses.flatMap(({ fqdn, ipAddress }) => fqdn ?? ipAddress ?? []),
  ...pool.backendIPConfigurations.map((one) => armId(interfaceOf(one))),
]

/**
 * A policy of its own stands above the gateway's own settings, which know no rules against bots.
 * https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview
 */
function firewallOf(
  { firewallPolicy: id, webApplicationFirewallConfiguration: own }: Gateway,
  policies: Policies | undefined,
) {
  if (id === undefined)
    return own?.enabled === true
      ? { wafMode: own.firewallMode, wafRequestBody: own.requestBodyCheck ?? true, wafBots: false }
      : { wafMode: 'none' }
  const policy = policies?.get(id)
  if (policy === undefined) return {}
  const { policySettings: settings, managedRules } = policy
  if (settings?.state?.toLowerCase() === 'disabled') return { wafMode: 'none' }
  return {
    wafMode: settings?.mode,
    wafRequestBody: settings?.requestBodyCheck,
    wafBots:
      managedRules?.managedRuleSets.some(
        ({ ruleSetType }) => ruleSetType === 'Microsoft_BotManagerRuleSet',
      ) ?? false,
  }
}

/** https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview */
const PREDEFINED: { readonly [policy: string]: string } = {
  AppGwSslPolicy20150501: 'TLSv1_0',
  AppGwSslPolicy20170401: 'TLSv1_1',
  AppGwSslPolicy20170401S: 'TLSv1_2',
  AppGwSslPolicy20220101: 'TLSv1_2',
  AppGwSslPolicy20220101S: 'TLSv1_2',
}

const minimumTls = ({ sslPolicy, defaultPredefinedSslPolicy }: Gateway): string | undefined =>
  sslPolicy?.minProtocolVersion ?? PREDEFINED[sslPolicy?.policyName ?? defaultPredefinedSslPolicy ?? '']
