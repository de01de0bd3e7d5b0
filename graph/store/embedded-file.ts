import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from './embedded-connection.ts'
import { hostDatabase } from './embedded-host.ts'
import { StoreUnavailableError } from './errors.ts'
import { type Holder, heldError, readHolder, removeHolder, writeHolder } from './holder.ts'

export interface OpenFile {
  readonly connection: Connection
  announce(address: string, token: string): void
  /** Takes the holder file away; to be called before the file is closed. */
  release(): void
}

/** A process that was killed leaves its file locked for a moment longer. */
const PATIENCE = 3000
const PAUSE = 50

/** @throws StoreHeldError when another process has the file, StoreUnavailableError when it can't be used. */
export async function openFile(path: string, command: string): Promise<OpenFile> {
  makeFolder(path)
  const connection = await openPatiently(path)
  const holder: Holder = {
    pid: process.pid,
    command: command.startsWith('chokepoint') ? command : `chokepoint ${command}`.trim(),
    address: null,
    token: null,
    since: new Date().toISOString(),
  }
  writeHolder(path, holder)
  return {
    connection,
    announce: (address, token) => writeHolder(path, { ...holder, address, token }),
    release: () => removeHolder(path),
  }
}

async function openPatiently(path: string): Promise<Connection> {
  const end = Date.now() + PATIENCE
  for (;;) {
    try {
      return await hostDatabase(path)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (!message.includes('cannot be locked'))
        throw new StoreUnavailableError(`${path} cannot be opened: ${message}`, { cause: error })
      const holder = readHolder(path)
      if (holder !== null || Date.now() > end) throw heldError(path, holder)
      await pause(PAUSE)
    }
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StoreUnavailableError(`${path} cannot be created: ${reason}`, { cause })
  }
}
