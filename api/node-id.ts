import { refuse } from './errors.ts'

const TYPES = ['Resource', 'Finding', 'AttackPath', 'Rule', 'Scan', 'Fix', 'Exception', 'Framework'] as const
export type NodeType = (typeof TYPES)[number]

/** The opaque id of an object; `id` is what its own query takes. */
export const toNodeId = (type: NodeType, id: string): string =>
  Buffer.from(`${type}:${id}`).toString('base64url')

/** @throws GraphQLError BAD_INPUT when the id is not one of ours. */
export function fromNodeId(nodeId: string): { readonly type: NodeType; readonly id: string } {
  const text = Buffer.from(nodeId, 'base64url').toString('utf8')
  const type = TYPES.find((name) => text.startsWith(`${name}:`))
  if (type === undefined) throw refuse('BAD_INPUT', 'id: not an id of this service')
  return { type, id: text.slice(type.length + 1) }
}
