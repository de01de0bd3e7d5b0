import { bindingEvidence, bindingProvenance } from '../../access/gcp/binding-proof.ts'
import type { Held } from '../../access/gcp/who-holds.ts'
import { MAYBE } from '../../access/tri.ts'
import type { AttackEdge, Condition } from '../../attack.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { CloudEntry } from '../entry.ts'

/** What the catalogue says of a technique whose targets only the rest of the estate tells. */
export const special = (
  id: string,
  title: string,
  edge: string,
  attack: readonly string[],
  likelihood: number,
  needs: CloudEntry['needs'],
  references: readonly string[],
): CloudEntry => ({
  id,
  title,
  service: id,
  category: 'role-assignment',
  edge,
  attack,
  likelihood,
  needs,
  references,
})

/** An edge by a permission that somebody holds, with whatever else stays open. */
export function edgeBy(
  { holder, binding, holds }: Held,
  permission: string,
  to: string,
  technique: CloudEntry,
  open: readonly Condition[] = [],
): AttackEdge {
  const conditions: readonly Condition[] = [
    ...open,
    ...(holds === MAYBE
      ? [
          {
            key: 'iam-condition',
            state: 'unknown' as const,
            detail: binding.condition ?? `whether ${permission} is held back is not known`,
          },
        ]
      : []),
  ]
  return {
    from: holder.node.id,
    kind: technique.edge,
    to,
    technique: technique.id,
    attack: technique.attack,
    likelihood: technique.likelihood * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: [bindingEvidence(binding, [permission])],
    provenance: bindingProvenance(binding),
  }
}
