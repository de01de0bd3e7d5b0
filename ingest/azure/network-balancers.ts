import type { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { list, number, propsOf, reference, references, resource, text } from './shapes.ts'

export const frontend = resource({ publicIPAddress: reference, privateIPAddress: text, subnet: reference })

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
export const interfaceOf = (configuration: string): string =>
  configuration.split('/ipconfigurations/')[0] ?? configuration

export const balancerProps = ({ sku, properties }: z.output<typeof balancer>): Props => ({
  skuName: sku?.name ?? 'Basic',
  frontends: properties.frontendIPConfigurations.map((one) =>
    propsOf({
      id: one.id,
      publicIp: one.properties.publicIPAddress,
      address: one.properties.privateIPAddress,
      subnet: one.properties.subnet,
    }),
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
