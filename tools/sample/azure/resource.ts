import { uuid } from '../ids.ts'

/** Ids of the tenant, of its subscriptions, and of whatever else carries a GUID. */
export const TENANT = uuid('azure/tenant')
export const CORPORATE = uuid('azure/subscription/corporate')
export const WAREHOUSE = uuid('azure/subscription/warehouse')

/** The object id of somebody in the directory. */
export const objectId = (name: string): string => uuid(`azure/object/${name}`)
/** The client id of an application. */
export const clientId = (name: string): string => uuid(`azure/client/${name}`)

/** A resource as `az … -o json` prints it: what is of the type stands beside `id` and `name`. */
export interface Resource {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly [member: string]: unknown
}

/** Where resources lie: `in(WAREHOUSE, 'rg-wms-prod', 'westeurope')`. */
export interface Place {
  readonly subscription: string
  readonly group: string
  readonly location: string
  readonly tags?: { readonly [key: string]: string }
}

/** The id of a resource, or of what lies below one: types and names alternate. */
export function armId({ subscription, group }: Place, type: string, name: string): string {
  const [provider = '', ...types] = type.split('/')
  const names = name.split('/')
  const parts = types.flatMap((one, at) => [one, names[at] ?? ''])
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${provider}/${parts.join('/')}`
}

/** One resource; a child is named by its whole path: `account/default/container`. */
export const resource = (
  place: Place,
  type: string,
  name: string,
  {
    tags,
    ...members
  }: { readonly tags?: { readonly [key: string]: string }; readonly [member: string]: unknown } = {},
): Resource => ({
  id: armId(place, type, name),
  name: name.slice(name.lastIndexOf('/') + 1),
  type,
  ...(type.split('/').length > 2
    ? {}
    : { location: place.location, resourceGroup: place.group, tags: { ...place.tags, ...tags } }),
  ...members,
})

/** What a system-assigned identity, and those that a resource was given, look like on it. */
export const systemIdentity = (workload: string) => ({
  type: 'SystemAssigned',
  principalId: objectId(workload),
  tenantId: TENANT,
})
export const userIdentity = (place: Place, name: string) => ({
  type: 'UserAssigned',
  userAssignedIdentities: {
    [identityId(place, name)]: { principalId: objectId(name), clientId: clientId(name) },
  },
})
export const identityId = (place: Place, name: string): string =>
  armId(place, 'Microsoft.ManagedIdentity/userAssignedIdentities', name)
