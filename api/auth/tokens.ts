import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { ServerError } from '../server-errors.ts'
import { type Caller, ROLES } from './caller.ts'

/** An API token as it is configured: its SHA-256 only, never the token. */
export interface TokenEntry extends Caller {
  readonly digest: Buffer
}

const entry = z.tuple([
  z.string().min(1),
  z.enum(ROLES),
  z.string().regex(/^[0-9a-f]{64}$/i, 'is not 64 hex digits of a SHA-256'),
])

/**
 * Reads `name:role:sha256hex,…`.
 * @throws ServerError naming the entry by its place, never by its content.
 */
export function parseTokens(text: string): readonly TokenEntry[] {
  const parts = text.split(',').filter((part) => part.trim() !== '')
  return parts.map((part, at) => {
    const parsed = entry.safeParse(part.trim().split(':'))
    if (!parsed.success)
      throw new ServerError(`CHOKEPOINT_TOKENS, entry ${at + 1}: expected name:role:sha256hex`)
    const [name, role, digest] = parsed.data
    return { name, role, digest: Buffer.from(digest, 'hex') }
  })
}

/** Compares with every entry in constant time, so that the answer's delay tells nothing. */
export function findToken(entries: readonly TokenEntry[], token: string): Caller | null {
  const digest = createHash('sha256').update(token).digest()
  const [found] = entries.filter((known) => timingSafeEqual(known.digest, digest))
  return found === undefined ? null : { name: found.name, role: found.role }
}
