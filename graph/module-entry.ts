import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { IS_SOURCE, packageFile } from './package-root.ts'

/** How a module is started in a process of its own. */
export interface ModuleEntry {
  readonly path: string
  readonly execArgv: string[]
}

/**
 * The module at `name`, below the package and without its ending, such as `api/assessor/process`; `tools/build.ts` builds
 * each. In a checkout it is TypeScript, which needs its loader.
 */
export function moduleEntry(name: string): ModuleEntry {
  if (!IS_SOURCE) return { path: packageFile('dist', `${name}.js`), execArgv: [] }
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return { path: packageFile(`${name}.ts`), execArgv: ['--import', loader] }
}
