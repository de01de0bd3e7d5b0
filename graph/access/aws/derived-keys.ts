import type { ContextValues } from './context.ts'
import type { Principal } from './principal.ts'

/**
 * Context keys that follow from who asks and who owns the resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function derivedKeys(principal: Principal, resourceAccount: string | null): ContextValues {
  const resource: ContextValues = resourceAccount === null ? {} : { 'aws:resourceaccount': [resourceAccount] }
  return { ...resource, ...principalKeys(principal) }
}

const TYPES = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  'federated-user': 'FederatedUser',
} as const

function principalKeys(principal: Principal): ContextValues {
  const { kind } = principal
  if (kind === 'service') {
    return {
      'aws:principalisawsservice': ['true'],
      'aws:principalservicename': [principal.id],
      'aws:principalarn': 'absent',
      'aws:principalaccount': 'absent',
      'aws:principalorgid': 'absent',
      'aws:username': 'absent',
    }
  }
  if (kind === 'anonymous' || kind === 'provider') {
    return {
      'aws:principalisawsservice': ['false'],
      'aws:principaltype': kind === 'anonymous' ? ['Anonymous'] : ['FederatedUser'],
      'aws:principalarn': 'absent',
      'aws:principalaccount': 'absent',
      'aws:principalorgid': 'absent',
      'aws:username': 'absent',
    }
  }
  return {
    'aws:principalisawsservice': ['false'],
    'aws:principalservicename': 'absent',
    'aws:principalservicenameslist': 'absent',
    ...(principal.arn === null ? {} : { 'aws:principalarn': [principal.arn] }),
    ...(principal.account === null
      ? {}
      : { 'aws:principalaccount': [principal.account], 'kms:calleraccount': [principal.account] }),
    'aws:principaltype': [TYPES[kind]],
    'aws:username': kind === 'user' ? [principal.name] : 'absent',
    ...(kind === 'root' && principal.account !== null ? { 'aws:userid': [principal.account] } : {}),
  }
}
