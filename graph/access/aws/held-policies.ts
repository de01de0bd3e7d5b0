import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { parseArn } from './arn.ts'

/**
 * The AWS-managed policies attached to a user, group or role that allow everything: they belong to no account, their
 * holder does. Nothing is known where none is seen and the document of one was not read.
 * `breadths`: what each policy gives away, by id; a policy without a document has none.
 */
export function heldPolicies(
  facts: FactIndex,
  holder: NodeRecord,
  breadths: ReadonlyMap<string, Props>,
): Props {
  const held = facts
    .from(holder.id, 'HAS_POLICY')
    .map(({ to }) => to)
    .filter((id) => parseArn(id)?.account === 'aws')
  const full = held.filter((id) => breadths.get(id)?.allowsEverything === true)
  const isOpen = held.some((id) => breadths.get(id)?.allowsEverything === undefined)
  return full.length === 0 && isOpen ? {} : { awsPoliciesAllowingEverything: full.sort() }
}
