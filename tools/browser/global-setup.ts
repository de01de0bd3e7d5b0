import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findChromium } from './chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the service answers. */
    address: string
    chromium: string
  }
}

const CLI = ['--import', 'tsx', 'cli/main.ts']

/**
 * A service on the sample estate with two scans, the second after somebody required IMDSv2 everywhere, so that the
 * pages about change have something to show.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium()
  execFileSync('npx', ['vite', 'build', 'ui', '--logLevel', 'warn'], { stdio: 'inherit' })
  const folder = mkdtempSync(join(tmpdir(), 'chokepoint-browser-'))
  const store = `file:${join(folder, 'sample.grafeo')}`
  run('demo', '--store', store)
  const snapshot = join(folder, 'hardened.ndjson')
  writeFileSync(snapshot, run('export', '--store', store).split('\n').map(harden).join('\n'))
  run('ingest', 'file', snapshot, '--store', store)
  const service = await serve(store)
  project.provide('address', service.address)
  project.provide('chromium', chromium)
  return async () => {
    await service.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A name as an attacker would choose it: text everywhere, or the tests find their mark. */
export const HOSTILE_NAME = '<img src=x onerror="document.title=1">'

function harden(line: string): string {
  if (!line.includes('"httpTokens":"optional"')) return line
  return line
    .replaceAll('"httpTokens":"optional"', '"httpTokens":"required"')
    .replace(/"name":"[^"]*"/, `"name":${JSON.stringify(HOSTILE_NAME)}`)
}

function run(...command: string[]): string {
  return execFileSync(process.execPath, [...CLI, ...command], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
}

/** Starts the service on a free port; its first line of output is its address. */
async function serve(store: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [...CLI, 'serve', '--port', '0', '--store', store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const line = output.split('\n')[0]
      if (output.includes('\n') && line !== undefined) resolve(line.trim())
    })
    child.once('exit', (code) =>
      reject(new Error(`the service ended with ${code} before it gave an address`)),
    )
  })
  return {
    address,
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
