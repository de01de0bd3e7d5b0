import type { NodeRecord } from '../../snapshot/records.ts'
import { type Target, targetOf } from './ask.ts'
import { conditionsOf, type EdgeEnds } from './edges.ts'
import type { Estate } from './estate.ts'
import { bestAnswer, type GrantQuestion, grantees } from './grantees.ts'
import type { Output } from './output.ts'
import { ANY_AWS_PRINCIPAL, outsiders } from './outsiders.ts'

const ACTION = 'sts:AssumeRole'
/** https://attack.mitre.org/techniques/T1078/004/ and https://attack.mitre.org/techniques/T1550/001/ */
const ATTACK = ['T1078.004', 'T1550.001']

/** Technique ids by who assumes: a known principal, an account outside what was read, anyone. */
const ASSUMES = { known: 'sts-001', outside: 'sts-002', anyone: 'sts-003' } as const

function techniqueOf(node: NodeRecord): string {
  if (node.id === ANY_AWS_PRINCIPAL) return ASSUMES.anyone
  return node.kind === 'ExternalPrincipal' ? ASSUMES.outside : ASSUMES.known
}

/** CAN_ASSUME to one role: its trust policy and the caller's permission, both evaluated. */
export function deriveAssume(estate: Estate, role: NodeRecord, output: Output): void {
  const policy = estate.resourcePolicy(role, 'trustPolicy', `${role.id}#trust`)
  if (policy === undefined || policy === null) return
  const target = targetOf(role, estate.accounts.get(String(role.props.account ?? '')), policy)
  const question: GrantQuestion = {
    target,
    action: ACTION,
    needsPolicy: true,
    resourcesFor: () => [role.id],
    candidates: (index) => index.at(role.id),
  }
  const ends = { kind: 'CAN_ASSUME', to: role.id, attack: ATTACK, technique: ASSUMES.known }
  const { granted, heldBack } = grantees(estate, output.groups, question)
  for (const grantee of granted) if (grantee.from.id !== role.id) output.grant(ends, grantee)
  for (const grantee of heldBack) output.heldBack(ends, grantee)
  assumeFromOutside(estate, role, target, ends, output)
}

function assumeFromOutside(
  estate: Estate,
  role: NodeRecord,
  target: Target,
  ends: Omit<EdgeEnds, 'from'>,
  output: Output,
): void {
  let trustsAnyone = false
  for (const { node, askers } of outsiders(estate, target, ACTION)) {
    const answers = askers.map((asker) =>
      bestAnswer(asker, { target, action: ACTION, resourcesFor: () => [role.id] }),
    )
    const open = answers.filter(({ decision }) => decision.decision !== 'denied')
    const [best] = open.sort((left, right) => conditionsOf(left).length - conditionsOf(right).length)
    if (best === undefined) continue
    output.node(node)
    output.edge({ ...ends, from: node.id, technique: techniqueOf(node) }, best)
    if (node.id === ANY_AWS_PRINCIPAL && conditionsOf(best).length === 0) trustsAnyone = true
  }
  output.property(role.id, { trustsAnyone })
}
