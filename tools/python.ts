import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const cache = join(here, '..', 'node_modules', '.cache', 'chokepoint')

/**
 * The `bin` folder of a virtual environment with the requirements, which pip fetches on the first call on a machine; made
 * anew when a first attempt was cut off. The name tells the versions: what is there under it is taken as it is.
 */
export function pythonEnvironment(name: string, requirements: readonly string[]): string {
  const folder = join(cache, name)
  const bin = join(folder, 'bin')
  const whole = join(folder, 'complete')
  if (existsSync(whole)) return bin
  requirePython()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  execFileSync('python3', ['-m', 'venv', folder], { stdio: ['ignore', 2, 2] })
  execFileSync(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', ...requirements], {
    stdio: ['ignore', 2, 2],
  })
  writeFileSync(whole, requirements.join('\n'))
  return bin
}

function requirePython(): void {
  try {
    execFileSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' })
  } catch (cause) {
    const advice = 'this suite needs Python 3.10 or later (Debian: apt-get install python3-venv)'
    throw new Error(`python3 with venv is missing: ${advice}`, { cause })
  }
}
