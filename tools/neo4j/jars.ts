import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const VERSION = '5.26.16'
const here = dirname(fileURLToPath(import.meta.url))
const cache = join(here, '..', '..', 'node_modules', '.cache', 'chokepoint')

/** The folder of Neo4j's jars; the first call on a machine has Maven fetch them. */
export function neo4jJars(): string {
  const folder = join(cache, `neo4j-${VERSION}`)
  if (existsSync(folder)) return folder
  requireCommand('mvn', 'Maven fetches Neo4j: install maven (Debian: apt-get install maven)')
  mkdirSync(cache, { recursive: true })
  const partial = join(cache, `neo4j-${VERSION}.${process.pid}`)
  try {
    execFileSync(
      'mvn',
      [
        '-q',
        '-B',
        '-f',
        join(here, 'pom.xml'),
        'dependency:copy-dependencies',
        `-DoutputDirectory=${partial}`,
        '-DincludeScope=runtime',
      ],
      { stdio: ['ignore', 2, 2] },
    )
    renameSync(partial, folder)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
  return folder
}

export function requireCommand(command: string, advice: string): void {
  try {
    execFileSync(command, ['-version'], { stdio: 'ignore' })
  } catch (cause) {
    throw new Error(`${command} is missing. ${advice}`, { cause })
  }
}
