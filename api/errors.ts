import { GraphQLError } from 'graphql'

/**
 * The answer is still being worked out, whoever waits: who asks again finds it further. Told apart from what would take
 * as long again by `extensions.continues`.
 */
export const notYet = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'TIMEOUT', continues: true } })

/** An expected failure: the caller sees its message and code; everything else stays masked. */
export function refuse(
  code: 'BAD_INPUT' | 'NOT_FOUND' | 'FORBIDDEN' | 'TIMEOUT' | 'UNAVAILABLE',
  message: string,
) {
  return new GraphQLError(message, { extensions: { code } })
}
