import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import {
  armId,
  flag,
  list,
  number,
  optional,
  propsOf,
  reference,
  references,
  resource,
  text,
} from './shapes.ts'

const frontend = resource({ publicIPAddress: reference, subnet: reference })

export const balancer = resource({
  frontendIPConfigurations: list(frontend),
  backendAddressPools: list(
    resource({
      backendIPConfigurations: references,
      loadBalancerBackendAddresses: list(resource({ ipAddress: text })),
    }),
  ),
  loadBalancingRules: list(
    resource({
      frontendIPConfiguration: reference,
      backendAddressPool: reference,
      backendAddressPools: references,
      protocol: text,
      frontendPort: number,
      backendPort: number,
    }),
  ),
  inboundNatRules: list(
    resource({
      frontendIPConfiguration: reference,
      backendIPConfiguration: reference,
      protocol: text,
      frontendPort: number,
      backendPort: number,
    }),
  ),
})

/** A configuration of an interface belongs to the interface: `…/networkinterfaces/<name>/ipconfigurations/<name>`. */
const interfaceOf = (configuration: string): string =>
  configuration.split('/ipconfigurations/')[0] ?? configuration

export const balancerProps = ({ sku, properties }: z.output<typeof balancer>): Props => ({
  skuName: sku?.name ?? 'Basic',
  frontends: properties.frontendIPConfigurations.map((one) =>
    propsOf({ id: one.id, publicIp: one.properties.publicIPAddress, subnet: one.properties.subnet }),
  ),
  pools: properties.backendAddressPools.map(({ id, properties: pool }) => ({
    id,
    members: [
      ...pool.backendIPConfigurations.map(interfaceOf),
      ...pool.loadBalancerBackendAddresses.flatMap((one) => one.properties.ipAddress ?? []),
    ],
  })),
  rules: properties.loadBalancingRules.map(({ id, properties: rule }) =>
    propsOf({
      id,
      frontend: rule.frontendIPConfiguration,
      pool: rule.backendAddressPool ?? rule.backendAddressPools[0],
      protocol: rule.protocol,
      frontendPort: rule.frontendPort,
      backendPort: rule.backendPort,
    }),
  ),
  natRules: properties.inboundNatRules.map(({ id, properties: rule }) =>
    propsOf({
      id,
      frontend: rule.frontendIPConfiguration,
      interface:
        rule.backendIPConfiguration === undefined ? undefined : interfaceOf(rule.backendIPConfiguration),
      protocol: rule.protocol,
      frontendPort: rule.frontendPort,
      backendPort: rule.backendPort,
    }),
  ),
})

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
  webApplicationFirewallConfiguration: optional(z.object({ enabled: flag, firewallMode: text })),
  firewallPolicy: reference,
  sslPolicy: optional(z.object({ minProtocolVersion: text })),
})

export function gatewayProps({ properties }: z.output<typeof gateway>): Props {
  const open = properties.frontendIPConfigurations.filter(
    (one) => one.properties.publicIPAddress !== undefined,
  )
  const openIds = new Set(open.map(({ id }) => id))
  const portOf = new Map(properties.frontendPorts.map(({ id, properties: { port } }) => [id, port]))
  const ports = properties.httpListeners
    .filter(({ properties: one }) => openIds.has(one.frontendIPConfiguration ?? ''))
    .flatMap(({ properties: one }) => portOf.get(one.frontendPort ?? '') ?? [])
  const firewall = properties.webApplicationFirewallConfiguration
  return propsOf({
    publicIps: open.flatMap((one) => one.properties.publicIPAddress ?? []),
    ports: [...new Set(ports)].sort((a, b) => a - b).map((port) => `tcp/${port}`),
    backends: properties.backendAddressPools.flatMap(({ properties: pool }) => [
      ...pool.backendAddresses.flatMap(({ fqdn, ipAddress }) => fqdn ?? ipAddress ?? []),
      ...pool.backendIPConfigurations.map((one) => armId(interfaceOf(one))),
    ]),
    // What a policy of its own says is not in the gateway.
    wafMode:
      firewall?.enabled === true ? firewall.firewallMode : properties.firewallPolicy ? undefined : 'none',
    minimumTls: properties.sslPolicy?.minProtocolVersion,
  })
}
