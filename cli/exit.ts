/** Exit codes of docs/interface.md. */
export const EXIT = { done: 0, failOn: 1, usage: 2, partial: 3, unreachable: 4, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Wrong usage or bad input: the message is for the user, as it stands. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
