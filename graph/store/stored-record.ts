import { COMMON_PROPERTIES, type PropertyDeclaration, type PropertyType } from '../schema/define.ts'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../schema/index.ts'
import { isList } from '../snapshot/hash.ts'
import type { NodeRecord, Props, RelationshipRecord, Value } from '../snapshot/records.ts'
import { InvalidRecordError } from './errors.ts'

/**
 * The form of records in the database. Beside the declared properties a node has `id`, `kind` and `hash`, a
 * relationship `rid` (its handle), `hash` and, where the record has one, `key`; both have `partition` where the
 * record has one. A database holds no null: `nulls` lists the properties that are known to be none.
 */
type Declarations = { readonly [name: string]: PropertyDeclaration }

const RESERVED: ReadonlySet<string> = new Set(['id', 'kind', 'hash', 'rid', 'key', 'nulls', 'partition'])

export function storeNode(node: NodeRecord, hash: string): Props {
  const declaration = NODE_KINDS.get(node.kind)
  if (declaration === undefined)
    throw new InvalidRecordError(`node ${node.id}: unknown kind "${node.kind}"; declare it in graph/schema`)
  const declared = { ...COMMON_PROPERTIES, ...declaration.properties }
  const partition = node.partition === undefined ? {} : { partition: node.partition }
  const encoded = encode(node.props, declared, `${node.kind} ${node.id}`)
  return { ...encoded, ...partition, id: node.id, kind: node.kind, hash }
}

export function storeRelationship(relationship: RelationshipRecord, rid: string, hash: string): Props {
  const { from, kind, to, key, partition, props } = relationship
  const declaration = RELATIONSHIP_KINDS.get(kind)
  if (declaration === undefined)
    throw new InvalidRecordError(
      `${from} -> ${to}: unknown relationship kind "${kind}"; declare it in graph/schema`,
    )
  return {
    ...encode(props, declaration.properties, `${from} ${kind} ${to}`),
    ...(key === undefined ? {} : { key }),
    ...(partition === undefined ? {} : { partition }),
    rid,
    hash,
  }
}

/** What a kind of node may carry; a kind that left the schema has the common properties only. */
export const nodeDeclarations = (kind: string): Declarations => ({
  ...COMMON_PROPERTIES,
  ...NODE_KINDS.get(kind)?.properties,
})

export function readNode(stored: Props): NodeRecord {
  const id = text(stored.id)
  const kind = text(stored.kind)
  const partition = stored.partition === undefined ? {} : { partition: text(stored.partition) }
  return { id, kind, props: decode(stored, nodeDeclarations(kind)), ...partition }
}

export function readRelationship(from: string, kind: string, to: string, stored: Props): RelationshipRecord {
  const declared = RELATIONSHIP_KINDS.get(kind)?.properties ?? {}
  return {
    from,
    kind,
    to,
    props: decode(stored, declared),
    ...(stored.key === undefined ? {} : { key: text(stored.key) }),
    ...(stored.partition === undefined ? {} : { partition: text(stored.partition) }),
  }
}

/** The columns that readColumns takes, as properties of a Cypher variable. */
export const columnsOf = (variable: string, declared: Declarations): string =>
  [...OWN_COLUMNS, ...Object.keys(declared).filter((name) => !RESERVED.has(name))]
    .map((name) => `${variable}.${name}`)
    .join(', ')

/**
 * A reader of rows that begin with columnsOf: a database hands over scalars several times faster than maps.
 */
export function columnReader(declared: Declarations): (values: readonly Value[]) => Stored {
  const columns = Object.entries(declared).filter(([name]) => !RESERVED.has(name))
  return (values) => {
    const [partition, nulls] = values
    const props: { [name: string]: Value } = {}
    for (const [at, [name, { type }]] of columns.entries()) {
      const value = values[OWN_COLUMNS.length + at]
      if (value !== null && value !== undefined)
        props[name] = type === 'json' ? JSON.parse(text(value)) : value
    }
    restoreNulls(props, nulls)
    return { props, ...(typeof partition === 'string' ? { partition } : {}) }
  }
}

interface Stored {
  readonly props: Props
  readonly partition?: string
}

const OWN_COLUMNS = ['partition', 'nulls'] as const

/** A value of the store's own that must be a string. */
export function text(value: Value | undefined): string {
  if (typeof value === 'string') return value
  throw new TypeError(`the store holds ${JSON.stringify(value)} where it should hold a text`)
}

/** A value of the store's own that must be a number. */
export function count(value: Value | undefined): number {
  if (typeof value === 'number') return value
  throw new TypeError(`the store holds ${JSON.stringify(value)} where it should hold a number`)
}

function encode(props: Props, declared: Declarations, subject: string): Props {
  const stored: { [name: string]: Value } = {}
  const nulls: string[] = []
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined) continue
    const type = declared[name]?.type
    if (type === undefined || RESERVED.has(name))
      throw new InvalidRecordError(`${subject}: property "${name}" is not declared in graph/schema`)
    if (value === null) nulls.push(name)
    else if (isOfType(value, type)) stored[name] = type === 'json' ? JSON.stringify(value) : value
    else
      throw new InvalidRecordError(
        `${subject}: property "${name}" is declared as ${type} and holds ${describe(value)}`,
      )
  }
  if (nulls.length > 0) stored.nulls = nulls
  return stored
}

function decode(stored: Props, declared: Declarations): Props {
  const props: { [name: string]: Value } = {}
  for (const [name, value] of Object.entries(stored)) {
    if (RESERVED.has(name)) continue
    props[name] = declared[name]?.type === 'json' ? JSON.parse(text(value)) : value
  }
  restoreNulls(props, stored.nulls)
  return props
}

function restoreNulls(props: { [name: string]: Value }, nulls: Value | undefined): void {
  if (nulls === undefined || nulls === null) return
  if (!isList(nulls)) throw new TypeError('the store holds `nulls` that is no list')
  for (const name of nulls) props[text(name)] = null
}

const isText = (value: Value) => typeof value === 'string'
const isNumber = (value: Value) => Number.isFinite(value)

const CHECKS: { readonly [T in PropertyType]: (value: Value) => boolean } = {
  text: isText,
  time: isText,
  number: isNumber,
  flag: (value) => typeof value === 'boolean',
  texts: (value) => isList(value) && value.every(isText),
  numbers: (value) => isList(value) && value.every(isNumber),
  json: () => true,
}

const isOfType = (value: Value, type: PropertyType): boolean => CHECKS[type](value)

const describe = (value: Value): string =>
  typeof value === 'number' ? String(value) : isList(value) ? 'a list of other values' : `a ${typeof value}`
