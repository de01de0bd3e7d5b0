/**
 * The specification, written down as plainly as it reads, for one account's worth of layers and known context only:
 * strings, recursion and lists, no compilation. The fast evaluator must agree with it.
 */
export interface NaiveStatement {
  readonly Effect: 'Allow' | 'Deny'
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
  readonly Principal?: { readonly AWS: readonly string[] }
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: readonly string[] } }
}

export interface NaiveDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly NaiveStatement[]
}

export interface NaiveCase {
  readonly request: {
    readonly principal: string
    readonly action: string
    readonly resource: string
    readonly resourceAccount: string
    readonly context: { readonly [key: string]: string }
    readonly complete: true
  }
  readonly identityPolicies: readonly NaiveDocument[]
  readonly permissionBoundaries: readonly NaiveDocument[]
  readonly sessionPolicies: readonly NaiveDocument[]
  readonly resourcePolicy: NaiveDocument | null
  readonly serviceControlPolicies: readonly (readonly NaiveDocument[])[]
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
export function decideNaively(one: NaiveCase): 'allowed' | 'denied' {
  const { request } = one
  const account = request.principal.split(':')[4] ?? ''
  const own = [...one.identityPolicies, ...one.permissionBoundaries, ...one.sessionPolicies]
  const everything = [...own, ...one.serviceControlPolicies.flat()].flatMap((document) => document.Statement)
  const resource = one.resourcePolicy?.Statement ?? []
  if (everything.some((statement) => statement.Effect === 'Deny' && applies(statement, one))) return 'denied'
  if (resource.some((it) => it.Effect === 'Deny' && applies(it, one) && names(it, one) !== null))
    return 'denied'
  if (!one.serviceControlPolicies.every((level) => allows(level, one))) return 'denied'
  const grants = resource
    .filter((statement) => statement.Effect === 'Allow' && applies(statement, one))
    .map((statement) => names(statement, one))
  const boundary = one.permissionBoundaries.length === 0 || allows(one.permissionBoundaries, one)
  const session = one.sessionPolicies.length === 0 || allows(one.sessionPolicies, one)
  const identity = allows(one.identityPolicies, one) && boundary && session
  if (account !== request.resourceAccount) {
    return identity && grants.some((grant) => grant !== null) ? 'allowed' : 'denied'
  }
  if (identity || grants.includes('itself')) return 'allowed'
  return grants.includes('its role') && boundary && session ? 'allowed' : 'denied'
}

const allows = (documents: readonly NaiveDocument[], one: NaiveCase): boolean =>
  documents.some((document) =>
    document.Statement.some((statement) => statement.Effect === 'Allow' && applies(statement, one)),
  )

function names(
  statement: NaiveStatement,
  { request }: NaiveCase,
): 'itself' | 'its role' | 'its account' | null {
  const listed = statement.Principal?.AWS ?? []
  const [, , , , account = '', rest = ''] = request.principal.split(':')
  if (listed.includes('*') || listed.includes(request.principal)) return 'itself'
  const [kind, role] = rest.split('/')
  if (kind === 'assumed-role' && listed.includes(`arn:aws:iam::${account}:role/${role}`)) return 'its role'
  return listed.includes(account) ? 'its account' : null
}

function applies(statement: NaiveStatement, { request }: NaiveCase): boolean {
  const matches = (patterns: readonly string[], text: string) =>
    patterns.some((one) => globs([...one], [...text]))
  const lower = (patterns: readonly string[]) => patterns.map((one) => one.toLowerCase())
  const action = request.action.toLowerCase()
  if (statement.Action && !matches(lower(statement.Action), action)) return false
  if (statement.NotAction && matches(lower(statement.NotAction), action)) return false
  if (statement.Resource && !matches(statement.Resource, request.resource)) return false
  if (statement.NotResource && matches(statement.NotResource, request.resource)) return false
  return Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, values, request.context[key])),
  )
}

function holds(operator: string, values: readonly string[], actual: string | undefined): boolean {
  switch (operator) {
    case 'StringEquals':
      return actual !== undefined && values.includes(actual)
    case 'StringNotEquals':
      return actual === undefined || !values.includes(actual)
    case 'StringLike':
      return actual !== undefined && values.some((one) => globs([...one], [...actual]))
    case 'StringEqualsIfExists':
      return actual === undefined || values.includes(actual)
    case 'Null':
      return values.includes(String(actual === undefined))
    default:
      throw new Error(`the naive evaluator does not know ${operator}`)
  }
}

function globs(pattern: readonly string[], text: readonly string[]): boolean {
  const [head, ...rest] = pattern
  if (head === undefined) return text.length === 0
  if (head === '*') return globs(rest, text) || (text.length > 0 && globs(pattern, text.slice(1)))
  return text.length > 0 && (head === '?' || head === text[0]) && globs(rest, text.slice(1))
}
