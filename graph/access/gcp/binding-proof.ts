import type { Evidence, Provenance } from '../../attack.ts'
import type { Binding } from './policy.ts'

/** A binding as the proof of what it grants. */
export const bindingEvidence = (
  { node, index, role }: Binding,
  permissions: readonly string[],
): Evidence => ({
  type: 'allow-policy',
  id: node,
  statement: index,
  detail: `${role} grants ${permissions.join(', ')}`,
})

/** A binding as what to edit. */
export const bindingProvenance = ({ node, index }: Binding): Provenance => ({
  id: node,
  type: 'allow-policy',
  edit: { change: 'remove-binding', on: node, statement: index },
})
