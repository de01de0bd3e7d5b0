import { COMMON_PROPERTIES, type PropertyDeclaration } from '../schema/define.ts'
import { NODE_KINDS } from '../schema/index.ts'
import type { NodeRecord } from './records.ts'

/**
 * A collector says null for "looked, it has none", so that an earlier value does not live on. Once merged, a plain
 * property that has no value is absent; only a `json` property keeps its null, which differs from not collected.
 */
export function declaredNulls(node: NodeRecord): NodeRecord {
  const entries = Object.entries(node.props)
  if (!entries.some(([, value]) => value === null)) return node
  const declared: { readonly [name: string]: PropertyDeclaration } = {
    ...COMMON_PROPERTIES,
    ...NODE_KINDS.get(node.kind)?.properties,
  }
  const kept = entries.filter(([name, value]) => value !== null || declared[name]?.type === 'json')
  return { ...node, props: Object.fromEntries(kept) }
}
