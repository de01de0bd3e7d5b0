import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Io } from './io.ts'

/** The store's URI: --store, else CHOKEPOINT_STORE, else NEO4J_URI, else a file under the user's data directory. */
export function storeUri(option: string | undefined, env: Io['env']): string {
  return (
    option ??
    given(env.CHOKEPOINT_STORE) ??
    given(env.NEO4J_URI) ??
    `file:${join(dataFolder(env), 'estate.grafeo')}`
  )
}

/** The user's data directory for this program. */
export function dataFolder(env: Io['env']): string {
  if (env.XDG_DATA_HOME !== undefined && env.XDG_DATA_HOME !== '')
    return join(env.XDG_DATA_HOME, 'chokepoint')
  const home = env.HOME ?? homedir()
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'chokepoint')
  if (process.platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'chokepoint')
  return join(home, '.local', 'share', 'chokepoint')
}

/** A variable that is set to nothing, as docker compose does with one that is not given, is not set. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value)
