import { z } from 'zod'
import { refuse } from './errors.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const Context = z.record(z.string(), z.union([scalar.transform((value) => [value]), z.array(scalar)]))

/** What a caller says is known of a request. @throws GraphQLError BAD_INPUT for anything but keys and values. */
export function requestContext(context: unknown): z.infer<typeof Context> {
  const parsed = Context.safeParse(context ?? {})
  if (parsed.success) return parsed.data
  throw refuse('BAD_INPUT', 'context: an object of condition keys, each with a value or a list of values')
}
