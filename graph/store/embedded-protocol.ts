import { z } from 'zod'
import type { Props } from '../snapshot/records.ts'

/**
 * What the database's own process is asked, and what it answers. Parameters and rows travel as JSON text: the
 * channel copies a text faster than an object.
 */
const id = z.int()
export const request = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('open'), id, path: z.string() }),
  z.object({ ask: z.literal('read'), id, cypher: z.string(), params: z.string(), maxRows: z.number() }),
  z.object({ ask: z.literal('define'), id, cypher: z.string() }),
  z.object({ ask: z.literal('begin'), id, transaction: z.int() }),
  z.object({ ask: z.literal('run'), id, transaction: z.int(), cypher: z.string(), params: z.string() }),
  z.object({ ask: z.literal('end'), id, transaction: z.int(), commit: z.boolean() }),
  z.object({ ask: z.literal('close'), id }),
])
export type Request = z.infer<typeof request>

export const response = z.discriminatedUnion('answer', [
  /** A portion of rows; more may follow. */
  z.object({ answer: z.literal('rows'), id, columns: z.array(z.string()), rows: z.string() }),
  z.object({ answer: z.literal('done'), id }),
  z.object({ answer: z.literal('error'), id, message: z.string() }),
])
export type Response = z.infer<typeof response>

export const toJson = (params: Props): string => JSON.stringify(params)
