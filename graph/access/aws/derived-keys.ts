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

function principalKeys({ kind, id, arn, account, name }: Principal): ContextValues {
  if (kind === 'service') return serviceKeys(id)
  if (kind === 'anonymous') return ANONYMOUS
  if (kind === 'provider' || arn === null || account === null) return UNSIGNED
  return {
    ...NO_SERVICE,
    'aws:principalisawsservice': ['false'],
    'aws:principaltype': [TYPES[kind]],
    'aws:principalarn': [arn],
    'aws:principalaccount': [account],
    'kms:calleraccount': [account],
    'aws:username': kind === 'user' ? [name] : 'absent',
    ...(kind === 'root' ? { 'aws:userid': [account] } : {}),
  }
}

const serviceKeys = (name: string): ContextValues => ({
  'aws:principalisawsservice': ['true'],
  'aws:principalservicename': [name],
  'aws:principalarn': 'absent',
  'aws:principalaccount': 'absent',
  'aws:principalorgid': 'absent',
  'aws:username': 'absent',
})

const NO_SERVICE: ContextValues = {
  'aws:principalservicename': 'absent',
  'aws:principalservicenameslist': 'absent',
}

/** Anonymous requests, and those that assume a role by a web identity or SAML: without credentials of AWS. */
const UNSIGNED: ContextValues = {
  ...NO_SERVICE,
  'aws:principalisawsservice': 'absent',
  'aws:principalarn': 'absent',
  'aws:principalorgid': 'absent',
  'aws:principalorgpaths': 'absent',
  'aws:username': 'absent',
  'aws:tokenissuetime': 'absent',
  'aws:multifactorauthpresent': 'absent',
  'aws:multifactorauthage': 'absent',
}

const ANONYMOUS: ContextValues = {
  ...UNSIGNED,
  'aws:principaltype': ['Anonymous'],
  'aws:principalaccount': ['anonymous'],
}

/**
 * "If MFA was not used, this key is not present": what follows from the keys that are known of a request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
 */
export function impliedKeys(known: ContextValues): ContextValues {
  const name = Object.keys(known).find((key) => key.toLowerCase() === 'aws:multifactorauthpresent')
  const values = name === undefined ? undefined : known[name]
  const isWithout = values === 'absent' || values?.[0] === 'false'
  return isWithout ? { 'aws:multifactorauthage': 'absent' } : {}
}
