import { hash } from 'node:crypto'
import { type NodeRecord, type RelationshipRecord, relationshipId, type Value } from './records.ts'

/** 128 bits: more than enough to tell records apart, half the room of a full digest. */
const HASH_LENGTH = 22

export const shortHash = (text: string): string => hash('sha256', text, 'base64url').slice(0, HASH_LENGTH)

/** JSON with the keys of every object in order, so that equal values have equal text. */
export function canonicalJson(value: Value): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  if (isList(value)) {
    // Without objects in it there is nothing to put in order.
    if (value.every((item) => item === null || typeof item !== 'object')) return JSON.stringify(value)
    for (const item of value) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
    return `[${text}]`
  }
  for (const key of Object.keys(value).sort()) {
    const child = value[key]
    if (child !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(child)}`
  }
  return `{${text}}`
}

/** `Array.isArray` does not narrow readonly arrays. */
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** Equal for two records exactly when they say the same; the id is not part of it. */
export const nodeHash = (node: NodeRecord): string =>
  shortHash(canonicalJson([node.kind, node.partition ?? null, node.props]))

/** As nodeHash; from, kind, to and key are the relationship's identity, except whether an empty key was given. */
export const relationshipHash = (relationship: RelationshipRecord): string =>
  shortHash(canonicalJson([relationship.key ?? null, relationship.partition ?? null, relationship.props]))

/** A relationship's identity in a length that a database can hold on each of millions. */
export const relationshipHandle = (
  relationship: Pick<RelationshipRecord, 'from' | 'kind' | 'to' | 'key'>,
): string => shortHash(relationshipId(relationship))
