import { z } from 'zod'
import type { Props, Value } from '../../graph/snapshot/records.ts'
import type { PartitionId } from '../collector.ts'

/** A list member that the CLI leaves out, or prints as null, when it is empty. */
export const listOf = <Schema extends z.ZodType>(item: Schema) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])

/** A text that the CLI leaves out, or prints as null, when there is none. */
export const textOrNone = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)

/** Whole seconds: exports and the SDK differ in what they keep below. undefined for what is no time. */
export const timeOrNone = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((time) => (time === null || time === undefined ? undefined : toSeconds(time)))

/** Lists of `{Key, Value}` as most services print them; undefined where an answer tells of no tags at all. */
export const tagList = z
  .array(z.object({ Key: z.string(), Value: z.string().optional() }))
  .nullish()
  .transform((tags) => tags ?? undefined)

/** Lists of `{key, value}`, as younger services print them. */
export const lowerTagList = listOf(z.object({ key: z.string(), value: z.string().nullish() })).transform(
  (tags) => tags.map(({ key, value }) => ({ Key: key, Value: value ?? undefined })),
)

/** Tags printed as one object. */
export const tagMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((tags) => Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value })))

export type Tags = z.output<typeof tagList>

export function toSeconds(time: string | number): string | undefined {
  // Lambda prints +0000, which is no ISO 8601 offset; the CLI can be told to print seconds since the epoch.
  const date = new Date(typeof time === 'number' ? time * 1000 : inMilliseconds(time))
  return Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, 19)}Z`
}

/** Finer fractions are rounded, as the SDK does, or a second could differ. */
function inMilliseconds(time: string): number {
  const [, before = '', fraction = '', offset = ''] = /^(.*?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(time) ?? []
  const colon = offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  return Date.parse(`${before}${colon}`) + Math.round(Number(`0${fraction}`) * 1000)
}

/** Properties without those that are undefined: "not collected" is no key at all. */
function withoutUndefined(props: { readonly [name: string]: Value | undefined }): Props {
  const kept: { [name: string]: Value } = {}
  for (const [name, value] of Object.entries(props)) if (value !== undefined) kept[name] = value
  return kept
}

/** What every node of a partition carries, the given properties after it. */
export const nodeProps = (
  { provider, account, region }: Pick<PartitionId, 'provider' | 'account' | 'region'>,
  name: string | undefined,
  props: { readonly [name: string]: Value | undefined },
): Props => withoutUndefined({ name, provider, account, region, ...props })

/** `key=value`, sorted; empty when it has none, undefined when that is not known. */
export const tagTexts = (tags: Tags): readonly string[] | undefined =>
  tags?.map(({ Key, Value: value }) => `${Key}=${value ?? ''}`).sort()

export const nameTag = (tags: Tags): string | undefined =>
  tags?.find(({ Key }) => Key === 'Name')?.Value || undefined
