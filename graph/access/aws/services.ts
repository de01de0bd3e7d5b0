import type { NodeRecord } from '../../snapshot/records.ts'
import { targetOf } from './ask.ts'
import { conditionsOf } from './edges.ts'
import type { Estate, Identity } from './estate.ts'
import { bestAnswer, type GrantQuestion, grantees } from './grantees.ts'
import { keyNeeded } from './keys.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'
import type { OtherAction, ServiceAccess } from './service-access.ts'

/** Edges to one secret, parameter or key: identities of the account, and outsiders that its policy lets in. */
export function deriveService(estate: Estate, node: NodeRecord, access: ServiceAccess, output: Output): void {
  const covered = new Set<Identity>()
  if (
    access.policy !== null &&
    node.props[access.policy] !== undefined &&
    !output.has(node.id, 'publicAccess')
  )
    output.property(node.id, { publicAccess: false })
  for (const way of [{ action: access.action }, ...(access.others ?? [])])
    deriveAction(estate, node, access, way, covered, output)
}

/** `covered`: whom an action before this one has given the edge. */
function deriveAction(
  estate: Estate,
  node: NodeRecord,
  access: ServiceAccess,
  { action, resources }: OtherAction,
  covered: Set<Identity>,
  output: Output,
): void {
  const account = estate.accounts.get(String(node.props.account ?? ''))
  const policy =
    access.policy === null ? null : estate.resourcePolicy(node, access.policy, `${node.id}#policy`)
  if (policy === undefined && access.needsPolicy) return
  const target = targetOf(node, account, policy ?? null)
  const asked = resources?.(node.id) ?? [node.id]
  const question: GrantQuestion = {
    target,
    action,
    needsPolicy: access.needsPolicy === true,
    resourcesFor: () => asked,
    candidates: (index) => [...new Set(asked.flatMap((resource) => index.at(resource)))],
    ...guarded(estate, node, access),
  }
  const ends = { kind: access.edge, to: node.id, attack: access.attack }
  const { granted, heldBack } = grantees(estate, output.groups, question, covered)
  for (const grantee of granted) output.grant(ends, grantee)
  for (const grantee of heldBack) output.heldBack(ends, grantee)
  for (const { node: from, askers } of outsiders(estate, target, action)) {
    const [best] = askers
      .map((asker) => bestAnswer(asker, question))
      .filter(({ decision }) => decision.decision !== 'denied')
      .sort((left, right) => conditionsOf(left).length - conditionsOf(right).length)
    if (best === undefined) continue
    output.node(from)
    output.edge({ ...ends, from: from.id }, best)
    if (from.id === ANY_AWS_PRINCIPAL && conditionsOf(best).length === 0)
      output.property(node.id, { publicAccess: true })
  }
}

function guarded(estate: Estate, node: NodeRecord, { key }: ServiceAccess): Pick<GrantQuestion, 'also'> {
  const [use] = estate.facts.from(node.id, 'USES_KEY')
  return key === undefined ? {} : keyNeeded(estate, node, use?.to, key)
}
