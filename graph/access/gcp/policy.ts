/** One binding of an allow policy. https://cloud.google.com/iam/docs/reference/rest/v1/Policy */
export interface Binding {
  /** The node whose policy it is in. */
  readonly node: string
  readonly index: number
  readonly role: string
  readonly members: readonly string[]
  /** CEL; null when it holds always. */
  readonly condition: string | null
}

/** One rule of a deny policy. https://cloud.google.com/iam/docs/deny-overview */
export interface DenyRule {
  readonly policy: string
  readonly index: number
  readonly deniedPrincipals: readonly string[]
  readonly exceptionPrincipals: readonly string[]
  /** `iam.googleapis.com/serviceAccounts.getAccessToken`, or a group such as `iam.googleapis.com/serviceAccounts.*`. */
  readonly deniedPermissions: readonly string[]
  readonly exceptionPermissions: readonly string[]
  readonly condition: string | null
}

/** A principal access boundary policy with one of its bindings. https://cloud.google.com/iam/docs/principal-access-boundary-policies */
export interface Boundary {
  readonly policy: string
  /** The principal set it is bound to. */
  readonly principalSet: string
  readonly condition: string | null
  /** Nodes whose resources its principals may reach, with all below them. */
  readonly resources: readonly string[]
}

/** Services whose name in deny policies is not their prefix in permissions. */
const SERVICES: { readonly [prefix: string]: string } = {
  resourcemanager: 'cloudresourcemanager',
  // https://cloud.google.com/iam/docs/deny-permissions-support
  accesscontextmanager: 'accesscontextmanager',
}

/** The form that deny policies use: `cloudresourcemanager.googleapis.com/projects.setIamPolicy`. */
export function denyForm(permission: string): string {
  if (permission.includes('/')) return permission
  const dot = permission.indexOf('.')
  const service = permission.slice(0, dot)
  return `${SERVICES[service] ?? service}.googleapis.com/${permission.slice(dot + 1)}`
}

/** `SERVICE/RESOURCE.*`, `SERVICE/*.*`, `SERVICE/*.VERB` or one permission. */
export function matchesPermission(pattern: string, permission: string): boolean {
  if (pattern === permission) return true
  const [service, rest = ''] = pattern.split('/')
  const [ofService, ofRest = ''] = permission.split('/')
  if (service !== ofService || !rest.includes('*')) return false
  if (rest === '*' || rest === '*.*') return true
  const [resource, verb] = splitLast(rest)
  const [ofResource, ofVerb] = splitLast(ofRest)
  return (resource === '*' || resource === ofResource) && (verb === '*' || verb === ofVerb)
}

function splitLast(text: string): readonly [string, string] {
  const dot = text.lastIndexOf('.')
  return [text.slice(0, dot), text.slice(dot + 1)]
}
