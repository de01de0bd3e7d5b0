import type { Estate, Identity } from './estate.ts'

/**
 * Identities of one account whose policies say the same about one action, whatever else they say and whichever
 * policies say it. Everything about the action is decided once for all of them.
 */
export interface AccessGroup {
  readonly id: string
  readonly account: string
  readonly action: string
  readonly members: readonly Identity[]
  /** Some policy of theirs allows the action, on some resource. */
  readonly allows: boolean
}

/** Everyone in the account: what a resource grants to all is said once. */
export function everyoneIn(estate: Estate, account: string, action: string): AccessGroup {
  const classes = estate.accounts.get(account)?.classes ?? []
  return {
    id: `${account}#access-class/everyone`,
    account,
    action,
    members: classes.flatMap(({ members }) => members),
    allows: true,
  }
}
