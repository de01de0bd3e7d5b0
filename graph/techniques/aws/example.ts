import type { Props, Value } from '../../snapshot/records.ts'
import type { Permission } from '../privilege.ts'
import type { GraphLiteral } from '../technique.ts'

/** Small estates for the examples of techniques: an account, an attacker, and what he may do. */
export const ACCOUNT = '111111111111'
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`
export const iamArn = (resource: string): string => `arn:aws:iam::${ACCOUNT}:${resource}`
const EVERYONE = '*'
export const ATTACKER = { user: iamArn('user/attacker'), role: iamArn('role/attacker') } as const
export const TARGET_ROLE = iamArn('role/target')
export const TARGET_USER = iamArn('user/target')

interface Parts {
  /** What the attacker is; a user unless told. */
  readonly as?: 'user' | 'role'
  /** Its id, where that matters. */
  readonly self?: string
  readonly permissions: readonly Permission[]
  /** Ids of the candidate's nodes by their names in the permissions. */
  readonly on?: { readonly [name: string]: string }
  readonly nodes?: GraphLiteral['nodes']
  readonly facts?: GraphLiteral['facts']
  /** Further properties of the attacker. */
  readonly props?: Props
}

/** An attacker with one policy, one statement for each permission. */
export function scenario({
  as = 'user',
  self = ATTACKER[as],
  permissions,
  on = {},
  nodes = [],
  facts = [],
  props,
}: Parts): GraphLiteral {
  const named: { readonly [name: string]: string } = { user: ATTACKER.user, ...on }
  const statements = permissions
    .filter(({ optional }) => optional !== true)
    .map(
      ({ action, on: name }): Props => ({
        Effect: 'Allow',
        Action: action,
        Resource: typeof name === 'string' ? (named[name] ?? anyOf(name)) : '*',
      }),
    )
  return {
    nodes: [
      [ACCOUNT, 'AwsAccount', { account: ACCOUNT }],
      identity(self, as, { ...props }),
      [
        `${self}#inline/p`,
        'AwsIamPolicy',
        { type: 'inline', account: ACCOUNT, document: document(statements) },
      ],
      ...nodes,
    ],
    facts: [[self, 'HAS_POLICY', `${self}#inline/p`], ...facts],
  }
}

const anyOf = (template: string): string =>
  template.replaceAll('{account}', ACCOUNT).replaceAll('{region}', '*').replaceAll('{new}', '*')

export const document = (statements: readonly Value[]): Props => ({
  Version: '2012-10-17',
  Statement: statements,
})

const NOBODY = document([])

/** A user or role. */
export function identity(
  id: string,
  kind: 'user' | 'role',
  props: Props = {},
): GraphLiteral['nodes'][number] {
  if (kind === 'user') return [id, 'AwsIamUser', { account: ACCOUNT, ...props }]
  return [id, 'AwsIamRole', { account: ACCOUNT, trustPolicy: NOBODY, serviceLinked: false, ...props }]
}

function principalOf(name: string): Props {
  if (name === EVERYONE) return { AWS: '*' }
  return name.startsWith('arn:') ? { AWS: name } : { Service: name }
}

/** A trust policy for everyone (`*`), services (`lambda.amazonaws.com`) or principals (ARNs). */
export const trustFor = (...names: readonly string[]): Props =>
  document(
    names.map((name) => ({
      Effect: 'Allow',
      Principal: principalOf(name),
      Action: 'sts:AssumeRole',
    })),
  )
