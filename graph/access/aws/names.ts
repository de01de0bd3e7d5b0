import type { Policy, Statement } from './policy.ts'
import { principalKey } from './principal.ts'
import { matchesAction } from './statement.ts'

/** Whom the Allow statements of a resource policy name for one action. */
export interface Names {
  readonly accounts: ReadonlySet<string>
  /** Keys of users and roles; a session's grant is its role's: whoever holds the role may take the session. */
  readonly arns: ReadonlySet<string>
  readonly everyone: boolean
}

export function namesOf(policy: Policy | null, action: string): Names {
  const accounts = new Set<string>()
  const arns = new Set<string>()
  let everyone = false
  for (const statement of allowsOf(policy, action)) {
    const { principals } = statement
    if (principals === null) continue
    if (principals.everyone || statement.notPrincipal) everyone = true
    else {
      for (const account of principals.accounts) accounts.add(account)
      for (const arn of principals.arns) arns.add(roleOf(arn))
    }
  }
  return { accounts, arns, everyone }
}

export const allowsOf = (policy: Policy | null, action: string): readonly Statement[] =>
  (policy?.statements ?? []).filter(
    (statement) => statement.effect === 'Allow' && matchesAction(statement, action.toLowerCase()),
  )

function roleOf(key: string): string {
  const match = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(key)
  return match === null ? key : principalKey(`arn:${match[1]}:iam::${match[2]}:role/${match[3]}`)
}
