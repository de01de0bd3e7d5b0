import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Whether it runs from a checkout's TypeScript; built, it is JavaScript in few files below dist/. */
export const IS_SOURCE = import.meta.url.endsWith('.ts')

/** Files that are read at run time lie at the same place below the package, whether the code runs from source or from dist/. */
export function packageFile(...parts: readonly string[]): string {
  return join(packageRoot(), ...parts)
}

let found: string | undefined

function packageRoot(): string {
  if (found !== undefined) return found
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!isOurs(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder)
      throw new Error('chokepoint: its own package.json was not found; reinstall the package')
    folder = parent
  }
  found = folder
  return folder
}

function isOurs(file: string): boolean {
  return existsSync(file) && /"name":\s*"chokepoint"/.test(readFileSync(file, 'utf8'))
}
