import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { conformance } from './conformance.testkit.ts'
import { openStore } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
conformance({
  name: 'the embedded store, in a file',
  open: () => {
    files += 1
    return openStore(`file:${join(folder, `${files}.grafeo`)}`, { command: 'test' })
  },
  uriOf: (store) => store.uri,
  reopen: async (store) => {
    await store.close()
    return openStore(store.uri, { command: 'test' })
  },
  meddle: async () => undefined,
})
