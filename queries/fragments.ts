import { z } from 'zod'

/** Cypher: the versioned record `variable` belongs to the scan `$sequence`. */
export const alive = (variable: string): string =>
  `${variable}.since <= $sequence AND ${variable}.until > $sequence`

/** Cypher: a resource that people see; access classes are hubs of ours. */
export const visible = (variable: string): string => `${variable}.kind <> 'AccessClass'`

/** Cypher: what people call a resource. */
export const nameOf = (variable: string): string => `coalesce(${variable}.name, ${variable}.id)`

export const texts = z.array(z.string())
export const count = z.number().int().nonnegative()

/** Properties of a node or a relationship as stored: values that the schema calls `json` are still text. */
export const storedProps = z.record(z.string(), z.json())

/** A list of texts; the store keeps nested values as JSON text. */
export const storedTexts = z.preprocess(parseText, texts)

/** A nested value that the store keeps as JSON text. */
export const storedJson = <T extends z.ZodType>(type: T) => z.preprocess(parseText, type)

function parseText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
