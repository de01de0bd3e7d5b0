/** What a client's middleware stack takes, as far as we use it. */
export interface MiddlewareStack {
  add(middleware: Middleware, options: { readonly [name: string]: unknown }): void
}
type Handler = (args: Arguments) => Promise<unknown>
interface Arguments {
  readonly input: unknown
}
type Middleware = (next: Handler, context: { readonly [name: string]: unknown }) => Handler

/** A call was about to be made that no collector declares; a mistake in the program, never in the cloud. */
export class UndeclaredCallError extends Error {
  override readonly name = 'UndeclaredCallError'
}

/**
 * Refuses, inside the client, every command that is not in `commands`: whatever code holds the client, it can only
 * read. First in the stack, so nothing is serialized, signed or sent.
 */
export function refuseUndeclared(
  stack: MiddlewareStack,
  service: string,
  commands: ReadonlySet<string>,
): void {
  stack.add(
    (next, context) => async (args) => {
      const command = String(context.commandName)
      if (commands.has(command)) return next(args)
      throw new UndeclaredCallError(`${service} ${command} is not among the declared calls and was not made`)
    },
    { step: 'initialize', priority: 'high', name: 'chokepointDeclaredCalls', override: true },
  )
}
