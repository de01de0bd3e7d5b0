import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { StoreHeldError } from './errors.ts'

/**
 * Beside the embedded file stands who holds it, for the message that another process gets, and for that process to
 * send its work there. The database's own lock decides; a holder file that outlived its process blocks nobody.
 */
const holder = z.object({
  pid: z.int().positive(),
  command: z.string(),
  /** Where the holder answers, once it listens. */
  address: z.string().nullable(),
  /** Proves to the holder that the caller can read this file. */
  token: z.string().nullable(),
  since: z.string(),
})
export type Holder = z.infer<typeof holder>

const holderPath = (path: string): string => `${path}.holder`

/** Null when there is none that can be read and still runs. */
export function readHolder(path: string): Holder | null {
  try {
    const found = holder.parse(JSON.parse(readFileSync(holderPath(path), 'utf8')))
    return isRunning(found.pid) ? found : null
  } catch {
    return null
  }
}

/** Replaces the file as a whole; only its owner may read it, for the token. */
export function writeHolder(path: string, value: Holder): void {
  const draft = `${holderPath(path)}.${process.pid}`
  rmSync(draft, { force: true })
  writeFileSync(draft, `${JSON.stringify(value)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(draft, holderPath(path))
}

export function removeHolder(path: string): void {
  if (readHolder(path)?.pid === process.pid) rmSync(holderPath(path), { force: true })
}

export function heldError(path: string, found: Holder | null): StoreHeldError {
  if (found === null)
    return new StoreHeldError(`${path} is held by another process: end it and run this again`, {
      pid: null,
      address: null,
      token: null,
    })
  const { pid, command, address, token, since } = found
  if (pid === process.pid)
    return new StoreHeldError(`${path} is open in this very process already`, {
      pid,
      address: null,
      token: null,
    })
  const advice =
    address === null
      ? 'wait for it, or end it, and run this again'
      : `ask it at ${address}, or stop it and run this again`
  return new StoreHeldError(`${path} is held by \`${command}\` (process ${pid}, since ${since}): ${advice}`, {
    pid,
    address,
    token,
  })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
