import type { Provenance } from '../attack.ts'
import type { Snapshot } from '../snapshot/records.ts'

/** What causes an edge, so that the queue can be grouped by it. */
export interface Source {
  readonly key: string
  /** policy | permission-set | trust-policy | resource-policy | security-group-rule | setting | … */
  readonly type: string
  readonly name: string
}

/** IAM Identity Center makes one such role in every account that a permission set is assigned in. */
const PERMISSION_SET_ROLE = /:role\/aws-reserved\/.*AWSReservedSSO_(?<name>.+)_[0-9a-f]{16}/

/**
 * Edits that one source makes necessary in several accounts are one fix: a permission set is changed in one place.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
 */
export function sourceOf(provenance: Provenance, snapshot: Snapshot): Source {
  const { id, type, edit } = provenance
  const holder = typeof edit.from === 'string' ? edit.from : id
  const set = PERMISSION_SET_ROLE.exec(holder)?.groups?.name
  if (set !== undefined && type !== 'trust-policy') {
    const policy = id.split('#inline/')[1] ?? id
    return {
      key: JSON.stringify(['permission-set', set, policy, edit.change, edit.statement ?? null]),
      type: 'permission-set',
      name: set,
    }
  }
  const name = snapshot.nodes.get(id)?.props.name
  return { key: JSON.stringify(edit), type, name: typeof name === 'string' ? name : id }
}
