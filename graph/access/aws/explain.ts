import type { Decision, Request } from './evaluate.ts'
import type { Hit, Layer } from './layers.ts'

const NAMES: { readonly [layer in Layer]: string } = {
  identityPolicies: 'identity policy',
  permissionBoundaries: 'permissions boundary',
  sessionPolicies: 'session policy',
  resourcePolicy: 'resource policy',
  serviceControlPolicies: 'service control policy',
  resourceControlPolicies: 'resource control policy',
}

const NOT_ALLOWED: { readonly [layer in Layer]: string } = {
  identityPolicies: 'no identity policy allows it',
  permissionBoundaries: 'the permissions boundary does not allow it',
  sessionPolicies: 'the session policy does not allow it',
  resourcePolicy: 'the resource policy does not allow it',
  serviceControlPolicies: 'a level of the organization has no service control policy that allows it',
  resourceControlPolicies: 'a level of the organization has no resource control policy that allows it',
}

/** A decision in one sentence, for people. */
export function explain(decision: Decision, request: Pick<Request, 'action'>): string {
  const { action } = request
  if (decision.decision === 'allowed') return `${action} is allowed by ${listed(decision.by, action)}`
  const layer = decision.stoppedBy ?? 'identityPolicies'
  if (decision.decision === 'denied') {
    return decision.explicit
      ? `${action} is denied by ${listed(decision.by, action)}`
      : `${action} is not allowed: ${NOT_ALLOWED[layer]}`
  }
  return decision.explicit
    ? `${action} is allowed unless a Deny of the ${NAMES[layer]} applies, which hangs on context that is not known`
    : `${action} hangs on context that is not known: the ${NAMES[layer]} may or may not allow it`
}

function listed(hits: readonly Hit[], action: string): string {
  if (hits.length === 0) return action === '' ? 'nothing' : 'default: the account root user has full access'
  const names = hits.slice(0, 3).map((hit) => {
    const label = hit.statement.sid === null ? `statement ${hit.statement.index}` : `"${hit.statement.sid}"`
    return `${label} of the ${NAMES[hit.layer]}`
  })
  const more = hits.length > 3 ? ` and ${hits.length - 3} more` : ''
  return `${names.join(', ')}${more}`
}
