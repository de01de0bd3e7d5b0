import type { ApiCall, Collector } from '../collector.ts'

/** One GET of Resource Manager or Microsoft Graph, as a collector declares it. */
export interface AzureCall extends ApiCall {
  readonly host: 'arm' | 'graph'
  /** From the root of the host; `{subscription}` and `{tenant}` are the partition's, the others members of the input. */
  readonly path: string
  /** Query without paging: `api-version` for Resource Manager, `$select` and `$filter` for Graph. */
  readonly query: { readonly [name: string]: string }
  /** What it lists, by which single outputs are recognised: `microsoft.storage/storageaccounts`, `users`. */
  readonly lists?: string
}

export type AzureCalls = { readonly [call: string]: AzureCall }

export interface AzureCollector extends Collector {
  readonly provider: 'azure'
  readonly scope: 'global'
  /** What a partition's account is. */
  readonly level: 'tenant' | 'subscription'
  readonly calls: AzureCalls
}

export const defineAzureCollector = (
  collector: Omit<AzureCollector, 'provider' | 'scope'>,
): AzureCollector => ({ provider: 'azure', scope: 'global', ...collector })

/**
 * A provider that is not registered has no resources in the subscription, and one with resources cannot be
 * unregistered. https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types
 */
const NOT_REGISTERED = ['MissingSubscriptionRegistration', 'SubscriptionNotRegistered']

/** Every resource of a type in the subscription. */
export const armList = (type: string, version: string): AzureCall => ({
  host: 'arm',
  path: `/subscriptions/{subscription}/providers/${type}`,
  query: { 'api-version': version },
  permission: `${type}/read`,
  lists: type.toLowerCase(),
  none: NOT_REGISTERED,
})

/** What lies below one resource, or a setting of it. */
export const armChild = (
  type: string,
  below: string,
  version: string,
  options: Pick<ApiCall, 'none'> & { readonly permission?: string } = {},
): AzureCall => ({
  host: 'arm',
  path: `{id}/${below}`,
  query: { 'api-version': version },
  per: 'id',
  permission: options.permission ?? `${type}/read`,
  lists: type.toLowerCase(),
  ...(options.none === undefined ? {} : { none: options.none }),
})

/** A collection of the directory; `permission` is an application role of Microsoft Graph. */
export const graphList = (
  path: string,
  permission: string,
  query: { readonly [name: string]: string } = {},
): AzureCall => ({
  host: 'graph',
  path: `/v1.0/${path}`,
  query,
  permission,
  ...(path.includes('{') ? { per: 'id' } : {}),
  lists: path,
})
