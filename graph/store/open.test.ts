import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { StoreHeldError, StoreUnavailableError } from './errors.ts'
import { openStore } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-open-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const newFile = (): string => {
  files += 1
  return join(folder, `store ${files}.grafeo`)
}
const holderOf = (path: string) => JSON.parse(readFileSync(`${path}.holder`, 'utf8'))

/** Another process that publishes into the store until it is killed. */
async function holdElsewhere(path: string): Promise<ChildProcess> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const script = fileURLToPath(new URL('./conformance/publisher.testkit.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', loader, script, `file:${path}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('a file held by another process is refused with its name, number and what to do', async () => {
  const path = newFile()
  const other = await holdElsewhere(path)
  const refused = await openStore(`file:${path}`).catch((error: unknown) => error)
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect(refused).toBeInstanceOf(StoreHeldError)
  expect(refused).toMatchObject({
    pid: other.pid,
    address: null,
    message: expect.stringMatching(
      / is held by `chokepoint` \(process \d+, since .*\): wait for it, or end it, and run this again$/,
    ),
  })
})

test('a file whose holder was killed opens at once', async () => {
  const path = newFile()
  const other = await holdElsewhere(path)
  other.kill('SIGKILL')
  await once(other, 'exit')
  const store = await openStore(`file:${path}`)
  expect(holderOf(path).pid).toBe(process.pid)
  await store.close()
})

test('a holder file that names a running process blocks nobody when the file is free', async () => {
  const path = newFile()
  const holder = { pid: process.ppid, command: 'x', address: null, token: null, since: 'long ago' }
  writeFileSync(`${path}.holder`, JSON.stringify(holder))
  const store = await openStore(`file:${path}`)
  expect(holderOf(path).pid).toBe(process.pid)
  await store.close()
})

test('the same process cannot open a file twice', async () => {
  const path = newFile()
  const store = await openStore(`file:${path}`)
  await expect(openStore(`file:${path}`)).rejects.toThrow('is open in this very process already')
  await store.close()
})

test('an announced address and token stand in the holder file, which its owner alone may read', async () => {
  const path = newFile()
  const store = await openStore(`file:${path}`, { command: 'serve' })
  expect(holderOf(path)).toMatchObject({ command: 'chokepoint serve', address: null, token: null })
  store.announce('http://127.0.0.1:4000', 'secret')
  expect(holderOf(path)).toMatchObject({
    pid: process.pid,
    address: 'http://127.0.0.1:4000',
    token: 'secret',
  })
  expect(statSync(`${path}.holder`).mode & 0o777).toBe(0o600)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  await store.close()
})

test('closing takes the holder file away', async () => {
  const path = newFile()
  await (await openStore(`file:${path}`)).close()
  expect(() => holderOf(path)).toThrow('ENOENT')
})

test('a folder that does not exist is made', async () => {
  const store = await openStore(`file:${join(folder, 'new', 'deep', 'store.grafeo')}`)
  await store.close()
})

test('a file URL is a path', async () => {
  const path = newFile()
  const store = await openStore(`file://${path}`)
  expect(store.uri).toBe(`file:${path}`)
  await store.close()
})

test('a file that is no store is refused, and left as it is', async () => {
  const path = newFile()
  writeFileSync(path, 'something of the user')
  await expect(openStore(`file:${path}`)).rejects.toThrow(StoreUnavailableError)
  expect(readFileSync(path, 'utf8')).toBe('something of the user')
})

test('a folder in place of a file is refused', async () => {
  const path = newFile()
  mkdirSync(path)
  await expect(openStore(`file:${path}`)).rejects.toThrow(StoreUnavailableError)
})

test('a place where no file can be made is refused', async () => {
  const path = newFile()
  writeFileSync(path, '')
  await expect(openStore(`file:${join(path, 'below', 'a-file.grafeo')}`)).rejects.toThrow(
    StoreUnavailableError,
  )
})

test('an unknown kind of store is refused with the kinds there are', async () => {
  await expect(openStore('mysql://localhost')).rejects.toThrow('use file:PATH, memory: or neo4j://HOST')
})

test('a Neo4j that does not answer is one clear line, without the password', async () => {
  const refused = openStore('bolt://neo4j:hidden@127.0.0.1:9')
  await expect(refused).rejects.toThrow(StoreUnavailableError)
  await expect(refused).rejects.toThrow(
    /^bolt:\/\/127\.0\.0\.1:9: cannot be reached \(connect ECONNREFUSED [^)]*\): start Neo4j, or correct --store or NEO4J_URI$/,
  )
})
