import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** How a module is started in a process or thread of its own. */
export interface ModuleEntry {
  readonly path: string
  readonly execArgv: string[]
}

/**
 * The module `name`, without its ending, beside the module whose `import.meta.url` is given. In a checkout it is
 * TypeScript, which needs its loader; installed it is JavaScript.
 */
export function entryBeside(url: string, name: string): ModuleEntry {
  const isSource = url.endsWith('.ts')
  const path = fileURLToPath(new URL(`./${name}.${isSource ? 'ts' : 'js'}`, url))
  if (!isSource) return { path, execArgv: [] }
  const loader = pathToFileURL(createRequire(url).resolve('tsx')).href
  return { path, execArgv: ['--import', loader] }
}
