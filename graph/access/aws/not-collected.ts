import type { Value } from '../../snapshot/records.ts'

/** The keys that stand for what a document that was not read may say. */
const NOT_READ = { Allow: 'policy-not-collected', Deny: 'attached-policy-not-collected' } as const

export const isNotRead = (key: string): boolean => key === NOT_READ.Allow || key === NOT_READ.Deny

/** Who would be an administrator but for a policy that was not read is taken for one. */
export const isUnreadDeny = (key: string): boolean => key === NOT_READ.Deny

/** A document in the place of one that was not read: whether it applies can't be decided. */
export const unreadDocument = (
  effect: 'Allow' | 'Deny',
  id: string,
  more: { Principal?: '*' } = {},
): Value => ({
  Version: '2012-10-17',
  Statement: {
    ...more,
    Effect: effect,
    Action: '*',
    Resource: '*',
    // No operator of IAM's, so that it neither holds nor fails.
    Condition: { Unknown: { [NOT_READ[effect]]: id } },
  },
})
