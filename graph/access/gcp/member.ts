/**
 * Principals as allow and deny policies write them.
 * https://cloud.google.com/iam/docs/principal-identifiers
 */
export type Member =
  /** Anyone, with or without a Google account. */
  | { readonly type: 'everyone' }
  /** Anyone who signed in with Google. */
  | { readonly type: 'signed-in' }
  | { readonly type: 'user' | 'serviceAccount' | 'group'; readonly email: string }
  | { readonly type: 'domain'; readonly domain: string }
  /** Whoever holds a basic role on a project: a convenience value of buckets and datasets. */
  | { readonly type: 'basic'; readonly role: string; readonly project: string }
  /** One identity of a workload or workforce pool. */
  | { readonly type: 'federated'; readonly pool: string; readonly subject: string }
  /** Some or all identities of a pool; `attribute` and `value` are null for all of them. */
  | {
      readonly type: 'federated-set'
      readonly pool: string
      readonly attribute: string | null
      readonly value: string | null
    }
  /** Every identity that belongs to a project, folder or organization: `projects/123`, `folders/1`. */
  | { readonly type: 'node-set'; readonly node: string }
  /** All users of a Workspace or Cloud Identity customer. */
  | { readonly type: 'customer'; readonly customer: string }
  /** An identity that no longer exists: nobody can be it. */
  | { readonly type: 'deleted' }
  | { readonly type: 'unknown'; readonly text: string }

/** Whoever asks, or whoever signs in with any account of Google's. */
export const isAnyone = ({ type }: Member): boolean => type === 'everyone' || type === 'signed-in'

export const ALL_USERS = 'allUsers'
export const ALL_AUTHENTICATED_USERS = 'allAuthenticatedUsers'

const ANYONE: ReadonlyMap<string, Member> = new Map<string, Member>([
  [ALL_USERS, { type: 'everyone' }],
  ['principalSet://goog/public:all', { type: 'everyone' }],
  [ALL_AUTHENTICATED_USERS, { type: 'signed-in' }],
])

const NAMES_OF_ANYONE: readonly string[] = [...ANYONE.keys()]

/** The same of a member as it is written, without a look at the rest of it. Most are told apart by their length. */
export const namesAnyone = (text: string): boolean => NAMES_OF_ANYONE.includes(text)

const BASIC_ROLES: { readonly [prefix: string]: string } = {
  projectOwner: 'roles/owner',
  projectEditor: 'roles/editor',
  projectViewer: 'roles/viewer',
}

/** Both forms: `user:ann@example.com` of allow policies and `principal://goog/subject/ann@example.com` of deny policies. */
export function parseMember(text: string): Member {
  const anyone = ANYONE.get(text)
  if (anyone !== undefined) return anyone
  if (text.startsWith('principal://') || text.startsWith('principalSet://')) return parseUri(text)
  const colon = text.indexOf(':')
  const [prefix, rest] = [text.slice(0, colon), text.slice(colon + 1)]
  if (prefix === 'deleted') return { type: 'deleted' }
  if (prefix === 'user' || prefix === 'group') return { type: prefix, email: rest.toLowerCase() }
  if (prefix === 'serviceAccount') return parseServiceAccount(rest)
  if (prefix === 'domain') return { type: 'domain', domain: rest.toLowerCase() }
  const role = BASIC_ROLES[prefix]
  return role === undefined ? { type: 'unknown', text } : { type: 'basic', role, project: rest }
}

/**
 * A service account of Kubernetes is written as one of Google's: `project.svc.id.goog[namespace/name]`.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
function parseServiceAccount(rest: string): Member {
  const kubernetes = /^([^[]+\.svc\.id\.goog)\[(.+)\]$/.exec(rest)
  const [, pool, subject] = kubernetes ?? []
  if (pool === undefined || subject === undefined)
    return { type: 'serviceAccount', email: rest.toLowerCase() }
  return { type: 'federated', pool, subject }
}

const FORMS: readonly (readonly [RegExp, (groups: readonly string[]) => Member])[] = [
  [/^principal:\/\/goog\/subject\/(.+)$/, ([email = '']) => ({ type: 'user', email: email.toLowerCase() })],
  [
    /^principal:\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/(.+)$/,
    ([email = '']) => ({ type: 'serviceAccount', email: email.toLowerCase() }),
  ],
  [/^principalSet:\/\/goog\/group\/(.+)$/, ([email = '']) => ({ type: 'group', email: email.toLowerCase() })],
  [
    /^principalSet:\/\/goog\/cloudIdentityCustomerId\/(.+)$/,
    ([customer = '']) => ({ type: 'customer', customer }),
  ],
  [
    /^principalSet:\/\/cloudresourcemanager\.googleapis\.com\/((?:projects|folders|organizations)\/[^/]+)$/,
    ([node = '']) => ({ type: 'node-set', node }),
  ],
  [
    /^principal:\/\/iam\.googleapis\.com\/(.+Pools\/[^/]+)\/subject\/(.+)$/,
    ([pool = '', subject = '']) => ({ type: 'federated', pool, subject }),
  ],
  [
    /^principalSet:\/\/iam\.googleapis\.com\/(.+Pools\/[^/]+)\/(?:attribute\.([^/]+)|(group))\/(.+)$/,
    ([pool = '', attribute = '', group = '', value = '']) => ({
      type: 'federated-set',
      pool,
      attribute: attribute === '' ? group : attribute,
      value,
    }),
  ],
  [
    /^principalSet:\/\/iam\.googleapis\.com\/(.+Pools\/[^/]+)\/\*$/,
    ([pool = '']) => ({ type: 'federated-set', pool, attribute: null, value: null }),
  ],
]

function parseUri(text: string): Member {
  if (/[?&]uid=\d+$/.test(text)) return { type: 'deleted' }
  for (const [form, build] of FORMS) {
    const match = form.exec(text)
    if (match !== null) return build(match.slice(1).map((group) => group ?? ''))
  }
  return { type: 'unknown', text }
}
