import { z } from 'zod'
import { HUB_NODE_KINDS } from '../graph/schema/index.ts'

/** Cypher: the versioned record `variable` belongs to the scan `$sequence`. */
export const alive = (variable: string): string =>
  `${variable}.since <= $sequence AND ${variable}.until > $sequence`

/** Cypher: a resource that people see; access classes and sets of targets are hubs of ours. */
export const visible = (variable: string): string =>
  HUB_NODE_KINDS.map((kind) => `${variable}.kind <> '${kind}'`).join(' AND ')

/**
 * Cypher: relationships `r` between two resources that people see, with the hubs between them folded: a class into
 * what its members get, a set of targets into what is in it. A direct relationship has no hub on its way.
 */
export const between = (from: string, to: string): string =>
  `${from}-[:IN_ACCESS_CLASS*0..1]->(via:Resource)-[r]->(end:Resource)-[:INCLUDES*0..1]->${to}`

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
