import { z } from 'zod'
import type { Value } from '../../graph/snapshot/records.ts'
import { list, optional, resource, text } from './shapes.ts'

/** Rules of a service's own firewall, as storage, vaults and registries tell them. */
export const networkRules = optional(
  z.object({
    defaultAction: text,
    bypass: text,
    ipRules: list(z.object({ value: text, ipAddressOrRange: text, ipAddress: text })),
  }),
)

export const privateConnections = list(
  resource({
    privateLinkServiceConnectionState: optional(z.object({ status: text })),
  }),
)

interface Settings {
  readonly publicNetworkAccess?: string | undefined
  readonly rules: z.output<typeof networkRules>
  readonly connections: z.output<typeof privateConnections>
}

/** What says who may send requests to a service at all. */
export const firewallProps = ({ publicNetworkAccess, rules, connections }: Settings) =>
  ({
    publicNetworkAccess: publicNetworkAccess?.toLowerCase() !== 'disabled',
    defaultAction: rules?.defaultAction ?? 'Allow',
    allowedRanges: (rules?.ipRules ?? []).flatMap(
      ({ value, ipAddressOrRange, ipAddress }) => value ?? ipAddressOrRange ?? ipAddress ?? [],
    ),
    privateEndpoints: connections
      .filter(({ properties }) => properties.privateLinkServiceConnectionState?.status === 'Approved')
      .map(({ id }) => id),
  }) satisfies { [name: string]: Value }

const ipNumber = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0)

export const ipRange = resource({ startIpAddress: text, endIpAddress: text })

/**
 * What the firewall rules of a database server let in. 0.0.0.0 to 0.0.0.0 is all of Azure, other customers too.
 * https://learn.microsoft.com/azure/azure-sql/database/firewall-configure
 */
export function rangesProps(rules: readonly z.output<typeof ipRange>[]) {
  const ranges = rules.flatMap(({ properties: { startIpAddress: start, endIpAddress: end } }) =>
    start === undefined || end === undefined ? [] : [{ start, end }],
  )
  const addresses = ranges.filter(({ start, end }) => start !== '0.0.0.0' || end !== '0.0.0.0')
  return {
    allowedRanges: addresses.map(({ start, end }) => (start === end ? start : `${start}-${end}`)),
    azureServices: addresses.length < ranges.length,
    // At least a /8, as everywhere in the house.
    anyAddress: addresses.some(({ start, end }) => ipNumber(end) - ipNumber(start) >= 2 ** 24 - 1),
  }
}
