import { type Arn, lastSegment, parseArn } from './arn.ts'
import { interned } from './intern.ts'

/** Who makes a request. `role` is a role's session whose name is not known. */
type PrincipalKind =
  | 'root'
  | 'user'
  | 'role'
  | 'session'
  | 'federated-user'
  | 'provider'
  | 'service'
  | 'anonymous'

export interface Principal {
  readonly kind: PrincipalKind
  /** As given: an ARN, a service's name, or `*`. */
  readonly id: string
  /** null for services and the anonymous; providers belong to an account but act for none. */
  readonly account: string | null
  /** What aws:PrincipalArn says: a session's is its role's ARN. null for services, providers and the anonymous. */
  readonly arn: string | null
  readonly name: string
  /** Name of the session of a role; null when it is not known or there is none. */
  readonly session: string | null
  /** As it stands in a Principal element, without its path: see principalKey. */
  readonly key: string
  /** Key of the identity that a session was made from, and of a role itself; null when there is none. */
  readonly behind: string | null
  /** What the ARN of every session of a role begins with; null when the principal is no role. */
  readonly sessions: string | null
  /** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html : exempt from SCPs. */
  readonly serviceLinked: boolean
}

const SERVICE_NAME = /^[a-z0-9][a-z0-9.-]*\.(amazonaws\.com(\.cn)?|amazon\.com|facebook\.com|google\.com)$/
const ACCOUNT_ID = /^\d{12}$/

/** Reads a request's principal; null when the text is none. */
export const parsePrincipal: (text: string) => Principal | null = interned(readPrincipal)

function readPrincipal(text: string): Principal | null {
  if (text === '*') return bare('anonymous', text)
  if (ACCOUNT_ID.test(text)) return parsePrincipal(`arn:aws:iam::${text}:root`)
  if (SERVICE_NAME.test(text)) return bare('service', text)
  const arn = parseArn(text)
  return arn !== null && ACCOUNT_ID.test(arn.account) ? readArn(text, arn) : null
}

function readArn(text: string, { partition, service, account, resource }: Arn): Principal | null {
  const [type, ...path] = resource.split('/')
  const key = principalKey(text)
  const base = { id: text, account, session: null, serviceLinked: false, key, behind: null, sessions: null }
  if (service === 'iam' && resource === 'root') return { ...base, kind: 'root', arn: text, name: 'root' }
  // The name of an OIDC provider is the URL of its issuer, which may end in a slash.
  if (service === 'iam' && type === 'oidc-provider' && path.length > 0)
    return { ...base, kind: 'provider', arn: null, name: path.join('/') }
  const name = path[path.length - 1]
  if (name === undefined || name === '') return null
  switch (`${service}:${type}`) {
    case 'iam:user':
      return { ...base, kind: 'user', arn: text, name }
    case 'iam:role': {
      const sessions = `arn:${partition}:sts::${account}:assumed-role/${name}/`
      const serviceLinked = path[0] === 'aws-service-role'
      return { ...base, kind: 'role', arn: text, name, behind: key, sessions, serviceLinked }
    }
    case 'iam:saml-provider':
      return { ...base, kind: 'provider', arn: null, name: path.join('/') }
    case 'sts:federated-user': {
      const behind = `arn:${partition}:iam::${account}:user/${name}`
      return { ...base, kind: 'federated-user', arn: text, name, behind }
    }
    case 'sts:assumed-role': {
      const [role, session] = path
      if (role === undefined || session === undefined) return null
      const behind = `arn:${partition}:iam::${account}:role/${role}`
      // The session's ARN leaves out the role's path; the name's prefix is reserved for service-linked roles.
      const serviceLinked = role.startsWith('AWSServiceRoleFor')
      return { ...base, kind: 'session', arn: behind, behind, name: role, session, serviceLinked }
    }
    default:
      return null
  }
}

const bare = (kind: PrincipalKind, id: string): Principal => ({
  kind,
  id,
  account: null,
  arn: null,
  name: id,
  session: null,
  key: id,
  behind: null,
  sessions: null,
  serviceLinked: false,
})

/**
 * A principal's ARN without its path. Names of users and roles are unique in their account whatever the path, and
 * a session's ARN does not say its role's path.
 */
export function principalKey(text: string): string {
  const arn = parseArn(text)
  if (arn === null) return text
  const [type] = arn.resource.split('/', 1)
  if (arn.service !== 'iam' || (type !== 'user' && type !== 'role')) return text
  return `arn:${arn.partition}:iam::${arn.account}:${type}/${lastSegment(arn.resource)}`
}

/** A Principal or NotPrincipal element, compiled. */
export interface PrincipalSet {
  /** `*` or { "AWS": "*" }: everyone, anonymous or not. */
  readonly everyone: boolean
  readonly accounts: ReadonlySet<string>
  /** Keys of users, roles, sessions and federated users; unique ids of deleted principals match nobody. */
  readonly arns: ReadonlySet<string>
  /** Those of `arns` that are sessions of roles. */
  readonly sessions: readonly string[]
  /** As written, for deriving candidates. */
  readonly listed: readonly string[]
  readonly services: ReadonlySet<string>
  readonly federated: ReadonlySet<string>
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function compilePrincipals(
  entries: readonly { readonly type: string; readonly values: readonly string[] }[],
): PrincipalSet {
  const aws = entries.filter((entry) => entry.type === 'AWS').flatMap((entry) => entry.values)
  const of = (type: string) =>
    new Set(entries.filter((entry) => entry.type === type).flatMap((entry) => entry.values))
  const accounts = new Set<string>()
  const arns = new Set<string>()
  for (const value of aws) {
    const account = accountOf(value)
    if (account !== null) accounts.add(account)
    else if (value !== '*') arns.add(principalKey(value))
  }
  return {
    everyone: aws.includes('*'),
    accounts,
    arns,
    sessions: [...arns].filter((arn) => arn.includes(':assumed-role/')),
    listed: aws,
    services: of('Service'),
    federated: of('Federated'),
  }
}

/** `111111111111` and `arn:aws:iam::111111111111:root` mean the same: all of the account. */
function accountOf(value: string): string | null {
  if (ACCOUNT_ID.test(value)) return value
  const arn = parseArn(value)
  return arn?.service === 'iam' && arn.resource === 'root' ? arn.account : null
}

/**
 * How closely a Principal element names the one who asks. It decides which implicit denies count: see evaluate.
 * `role` is the role behind a session, or the user behind a federated user; `session?` a session of a role, where the
 * request's session name is not known.
 */
export type PrincipalMatch = 'none' | 'account' | 'role' | 'session?' | 'direct'

export function matchPrincipal(set: PrincipalSet, principal: Principal): PrincipalMatch {
  if (set.everyone) return 'direct'
  if (principal.kind === 'service') {
    return set.services.has(principal.id) || set.services.has('*') || set.federated.has(principal.id)
      ? 'direct'
      : 'none'
  }
  if (principal.kind === 'provider') return set.federated.has(principal.id) ? 'direct' : 'none'
  return matchAwsPrincipal(set, principal)
}

function matchAwsPrincipal(set: PrincipalSet, principal: Principal): PrincipalMatch {
  if (principal.kind === 'root') return namesAccount(set, principal) ? 'direct' : 'none'
  if (set.arns.has(principal.key) && principal.kind !== 'role') return 'direct'
  if (principal.behind !== null && set.arns.has(principal.behind)) return 'role'
  if (namesSessionOf(set, principal)) return 'session?'
  return namesAccount(set, principal) ? 'account' : 'none'
}

export const namesAccount = (set: PrincipalSet, principal: Principal): boolean =>
  principal.account !== null && set.accounts.has(principal.account)

export function namesSessionOf(set: PrincipalSet, { sessions }: Principal): boolean {
  return sessions !== null && set.sessions.some((listed) => listed.startsWith(sessions))
}
