import { z } from 'zod'
import type { MissingCall, Props, Value } from '../../graph/snapshot/records.ts'
import type { CollectContext, PartitionId } from '../collector.ts'

/**
 * Resource Manager puts what is of the type below `properties`; `az … -o json` prints it beside `id` and `name`. One
 * form of both: what has no `properties` is its own.
 */
const lift = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !('properties' in value)
    ? { ...value, properties: value }
    : value

export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined)
export const text = optional(z.string())
export const flag = optional(z.boolean())
export const number = optional(z.number())
export const list = <Schema extends z.ZodType>(item: Schema) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])
export const reference = optional(z.object({ id: z.string() })).transform((one) => one && armId(one.id))
export const references = list(z.object({ id: z.string() })).transform((all) =>
  all.map(({ id }) => armId(id)),
)

const identity = optional(
  z.object({
    principalId: text,
    userAssignedIdentities: z.record(z.string(), z.object({ principalId: text }).nullish()).nullish(),
  }),
)

/** A resource, or a part of one that has an id of its own. */
export const resource = <Shape extends z.ZodRawShape>(properties: Shape) =>
  z.preprocess(
    lift,
    z.object({
      id: z.string().transform(armId),
      name: text,
      location: text,
      kind: text,
      tags: optional(z.record(z.string(), z.string().nullable())),
      sku: optional(z.object({ name: text, tier: text })),
      identity,
      managedBy: text,
      properties: z.object(properties),
    }),
  )
export type Resource = z.output<ReturnType<typeof resource>>

/** Ids compare without case; a slash at the end means nothing. https://learn.microsoft.com/azure/azure-resource-manager/management/azure-services-resource-providers */
export const armId = (id: string): string => id.toLowerCase().replace(/\/+$/, '')

const page = z.object({ value: z.array(z.unknown()) })

/** The listed items that could be understood; those that could not are noted. */
export async function readList<Schema extends z.ZodType>(
  context: CollectContext,
  call: string,
  item: Schema,
  missing: MissingCall[],
  input?: { readonly id: string },
): Promise<z.output<Schema>[] | undefined> {
  const answer = await context.attempt(call, input)
  if (answer === undefined) return undefined
  const items = answer === null ? [] : page.parse(answer).value
  return items.flatMap((value) => {
    const parsed = item.safeParse(value)
    if (parsed.success) return [parsed.data]
    missing.push({ call, state: 'UNPARSEABLE', resource: nameOf(value) ?? input?.id ?? null })
    return []
  })
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return typeof value.id === 'string' ? armId(value.id) : null
}

/** Properties without those that are undefined: "not collected" is no key at all. */
export function propsOf(props: { readonly [name: string]: Value | undefined }): Props {
  const kept: { [name: string]: Value } = {}
  for (const [name, value] of Object.entries(props)) if (value !== undefined) kept[name] = value
  return kept
}

/** `West Europe` and `westeurope` are one. */
export const regionOf = (location: string): string => location.toLowerCase().replaceAll(' ', '')

/** What every node of a resource carries, the given properties after it. */
export const resourceProps = (
  { account }: PartitionId,
  { id, name, location, tags }: Pick<Resource, 'id' | 'name' | 'location' | 'tags'>,
  props: { readonly [name: string]: Value | undefined },
): Props =>
  propsOf({
    name: name ?? id.slice(id.lastIndexOf('/') + 1),
    provider: 'azure',
    account,
    region: location === undefined ? 'global' : regionOf(location),
    tags: Object.entries(tags ?? {})
      .map(([key, value]) => `${key}=${value ?? ''}`)
      .sort(),
    ...props,
  })

/** Whole seconds, as elsewhere in the house; undefined for what is no time. */
export const time = optional(z.string()).transform((given) => {
  const date = given === undefined ? Number.NaN : Date.parse(given)
  return Number.isNaN(date) ? undefined : `${new Date(date).toISOString().slice(0, 19)}Z`
})
