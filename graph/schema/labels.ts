import type { NodeDeclaration } from './define.ts'
import { NODE_KINDS } from './index.ts'

/** The kinds that a label covers: one, those of a class, or all as `Resource`; empty when no such label exists. */
export function kindsOf(label: string): readonly NodeDeclaration[] {
  const declarations = [...NODE_KINDS.values()]
  if (label === 'Resource') return declarations
  return declarations.filter((declaration) => declaration.kind === label || declaration.class === label)
}
