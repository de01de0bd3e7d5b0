import { z } from 'zod'
import { camel, respelled } from './spelling.ts'

const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? [])
const some = z
  .string()
  .nullish()
  .transform((text) => text || null)

const Policy = z.object({ name: z.string(), title: some, scopes: texts })

/** https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.accessLevels */
const Condition = z.object({
  ipSubnetworks: texts,
  requiredAccessLevels: texts,
  members: texts,
  regions: texts,
  negate: z.boolean().nullish().transform(Boolean),
  // What it asks of a device or a network is not looked into: only that it asks.
  devicePolicy: z
    .unknown()
    .optional()
    .transform((value) => value != null),
  vpcNetworkSources: z
    .array(z.unknown())
    .nullish()
    .transform((list) => (list ?? []).length > 0),
})
const Level = z.object({
  name: z.string(),
  title: some,
  basic: z
    .object({
      conditions: z
        .array(Condition)
        .nullish()
        .transform((list) => list ?? []),
      combiningFunction: some,
    })
    .nullish(),
})

const Operations = z
  .array(
    z.object({
      serviceName: some,
      methodSelectors: z
        .array(z.object({ method: some, permission: some }))
        .nullish()
        .transform((list) => list ?? []),
    }),
  )
  .nullish()
  .transform((list) => list ?? [])
const To = z
  .object({ operations: Operations, resources: texts })
  .nullish()
  .transform((to) => to ?? { operations: [], resources: [] })
/** Without a type the identities decide. */
const identityType = some.transform((type) => (type === 'IDENTITY_TYPE_UNSPECIFIED' ? null : type))
const Sources = z
  .array(z.object({ accessLevel: some, resource: some }))
  .nullish()
  .transform((list) => list ?? [])
const From = z
  .object({ identities: texts, identityType, sources: Sources })
  .nullish()
  .transform((from) => from ?? { identities: [], identityType: null, sources: [] })

/** https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters */
const Config = z.object({
  resources: texts,
  restrictedServices: texts,
  accessLevels: texts,
  ingressPolicies: z
    .array(z.object({ ingressFrom: From, ingressTo: To }))
    .nullish()
    .transform((list) => list ?? []),
  egressPolicies: z
    .array(z.object({ egressFrom: From, egressTo: To }))
    .nullish()
    .transform((list) => list ?? []),
})
const Perimeter = z.object({
  name: z.string(),
  title: some,
  perimeterType: some.transform((type) => type ?? 'PERIMETER_TYPE_REGULAR'),
  // What is enforced. `spec` is a dry run, of which only the log tells, and holds nothing back.
  status: Config.nullish().transform((status) => status ?? Config.parse({})),
  useExplicitDryRunSpec: z.boolean().nullish().transform(Boolean),
})

export type AccessContent =
  | { readonly of: 'policy'; readonly value: z.infer<typeof Policy> }
  | { readonly of: 'level'; readonly value: z.infer<typeof Level> }
  | { readonly of: 'perimeter'; readonly value: z.infer<typeof Perimeter> }

const Line = z.object({
  assetType: z.string().optional(),
  accessPolicy: z.unknown().optional(),
  accessLevel: z.unknown().optional(),
  servicePerimeter: z.unknown().optional(),
  resource: z.object({ data: z.unknown().optional() }).nullish(),
})

const TYPES: { readonly [assetType: string]: 'accessPolicy' | 'accessLevel' | 'servicePerimeter' } = {
  'accesscontextmanager.googleapis.com/AccessPolicy': 'accessPolicy',
  'accesscontextmanager.googleapis.com/AccessLevel': 'accessLevel',
  'accesscontextmanager.googleapis.com/ServicePerimeter': 'servicePerimeter',
}

const MEMBERS: ReadonlySet<string> = new Set(Object.values(TYPES))
export const ACCESS_TYPES: readonly string[] = Object.keys(TYPES)

/**
 * The policy, level or perimeter of a line: content ACCESS_POLICY has it as a member of its own, content RESOURCE as the
 * resource. null for any other line. https://cloud.google.com/asset-inventory/docs/reference/rest/v1/Asset
 */
export function accessContentOf(value: unknown): AccessContent | null {
  if (typeof value !== 'object' || value === null || !mayHold(value)) return null
  const line = Line.parse(respelled(value))
  const as = TYPES[line.assetType ?? '']
  const held = as !== undefined && line.resource?.data != null ? { [as]: line.resource.data } : line
  const { accessPolicy, accessLevel, servicePerimeter } = Line.parse(held)
  if (servicePerimeter != null) return { of: 'perimeter', value: Perimeter.parse(servicePerimeter) }
  if (accessLevel != null) return { of: 'level', value: Level.parse(accessLevel) }
  return accessPolicy == null ? null : { of: 'policy', value: Policy.parse(accessPolicy) }
}

/** Told before what a resource holds is respelled: an export has many lines, and few of these. */
const mayHold = (line: object): boolean =>
  Object.entries(line).some(([member, held]) => MEMBERS.has(camel(member)) || ACCESS_TYPES.includes(held))
