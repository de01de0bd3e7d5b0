import { GraphQLError } from 'graphql'

/** An expected failure: the caller sees its message and code; everything else stays masked. */
export function refuse(
  code: 'BAD_INPUT' | 'NOT_FOUND' | 'FORBIDDEN' | 'TIMEOUT' | 'UNAVAILABLE',
  message: string,
) {
  return new GraphQLError(message, { extensions: { code } })
}
