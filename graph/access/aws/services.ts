import type { NodeRecord } from '../../snapshot/records.ts'
import { type Target, targetOf } from './ask.ts'
import { createContext, layerContexts } from './context.ts'
import { conditionsOf } from './edges.ts'
import { type Estate, NOT_COLLECTED } from './estate.ts'
import { bestAnswer, type GrantQuestion, grantees } from './grantees.ts'
import type { Output } from './output.ts'
import { outsiders } from './outsiders.ts'
import type { ServiceAccess } from './service-access.ts'

/** Edges to one secret, parameter or key: identities of the account, and outsiders that its policy lets in. */
export function deriveService(estate: Estate, node: NodeRecord, access: ServiceAccess, output: Output): void {
  const account = estate.accounts.get(String(node.props.account ?? ''))
  const policy =
    access.policy === null ? null : estate.resourcePolicy(node, access.policy, `${node.id}#policy`)
  if (policy === undefined && access.needsPolicy) return
  const target = targetOf(node, account, policy ?? null)
  const question: GrantQuestion = {
    target,
    action: access.action,
    needsPolicy: access.needsPolicy === true,
    resourcesFor: () => [node.id],
    candidates: (index) => index.at(node.id),
    ...keyOf(estate, node, access),
  }
  const ends = { kind: access.edge, to: node.id, attack: access.attack }
  const { granted, heldBack } = grantees(estate, output.groups, question)
  for (const grantee of granted) output.grant(ends, grantee)
  for (const grantee of heldBack) output.heldBack(ends, grantee)
  for (const { node: from, askers } of outsiders(estate, target, access.action)) {
    const [best] = askers
      .map((asker) => bestAnswer(asker, question))
      .filter(({ decision }) => decision.decision !== 'denied')
      .sort((left, right) => conditionsOf(left).length - conditionsOf(right).length)
    if (best === undefined) continue
    output.node(from)
    output.edge({ ...ends, from: from.id }, best)
  }
}

/** The customer's key that guards the resource; AWS's own keys let in whoever the service lets in. */
function keyOf(
  estate: Estate,
  node: NodeRecord,
  { key: needed }: ServiceAccess,
): Pick<GrantQuestion, 'also'> | Record<string, never> {
  const [use] = estate.facts.from(node.id, 'USES_KEY')
  const key = use === undefined ? undefined : estate.facts.node(use.to)
  if (needed === undefined || key === undefined || key.props.manager !== 'CUSTOMER') return {}
  return { also: { target: keyTarget(estate, key, needed.service), action: needed.action, resource: key.id } }
}

function keyTarget(estate: Estate, key: NodeRecord, service: string): Target {
  const policy = estate.resourcePolicy(key, 'policy', `${key.id}#policy`)
  const target = targetOf(key, estate.accounts.get(String(key.props.account ?? '')), policy ?? NOT_COLLECTED)
  const [, , , region = ''] = key.id.split(':')
  const viaService = createContext([{ 'kms:viaservice': [`${service}.${region}.amazonaws.com`] }])
  return { ...target, context: layerContexts([viaService, target.context]) }
}
