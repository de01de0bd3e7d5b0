import { NODE_KINDS } from '../schema/index.ts'

/** `:<Class>:<Kind>`, as it stands in Cypher; a kind that left the schema has no class any more. */
export function labelsOf(kind: string): string {
  const declaration = NODE_KINDS.get(kind)
  return declaration === undefined || declaration.class === kind
    ? `:${quoted(kind)}`
    : `:${declaration.class}:${quoted(kind)}`
}

/** A name from the database, safe to stand in Cypher. */
export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``
