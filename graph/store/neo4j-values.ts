import neo4j from 'neo4j-driver'
import { isList } from '../snapshot/hash.ts'
import type { Props, Value } from '../snapshot/records.ts'

/**
 * A parameter as the driver must be given it: a plain number would arrive as a float, and `1.0` is no index or
 * limit. A list of numbers stays of one type, as Neo4j's properties must.
 */
export function toParameter(value: Value): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value
  if (value === null || typeof value !== 'object') return value
  if (!isList(value)) return toParameters(value)
  const isFloats = value.some((item) => typeof item === 'number' && !Number.isSafeInteger(item))
  return isFloats && value.every((item) => typeof item === 'number') ? value : value.map(toParameter)
}

export function toParameters(props: Props): { [name: string]: unknown } {
  const parameters: { [name: string]: unknown } = {}
  for (const [name, value] of Object.entries(props))
    if (value !== undefined) parameters[name] = toParameter(value)
  return parameters
}

/** A value of an answer as plain JSON: nodes are their properties, relationships theirs and their kind. */
export function fromDriver(value: unknown): Value {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint' || neo4j.isInt(value)) return Number(value)
  if (Array.isArray(value)) return value.map(fromDriver)
  if (neo4j.isNode(value)) return fromMap(value.properties)
  if (neo4j.isRelationship(value)) return { ...fromMap(value.properties), kind: value.type }
  if (neo4j.isPath(value))
    return [
      fromDriver(value.start),
      ...value.segments.flatMap(({ relationship, end }) => [fromDriver(relationship), fromDriver(end)]),
    ]
  if (Object.getPrototypeOf(value) === Object.prototype) return fromMap(value)
  return String(value)
}

const fromMap = (map: object): Props =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, fromDriver(value)]))
