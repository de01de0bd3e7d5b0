import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { conformance } from './conformance.testkit.ts'
import { openEmbeddedMemory } from './embedded.ts'
import type { Engine } from './engine.ts'
import { createGraphStore } from './graph-store.ts'
import { openStore } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'chokepoint-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
let engine: Engine

// A file costs a process each; what needs an empty store for every claim is held in memory.
conformance(
  {
    name: 'the embedded store, in memory',
    open: () => {
      engine = openEmbeddedMemory()
      return createGraphStore(engine)
    },
    uriOf: (store) => store.uri,
    reopen: async (store) => store,
    meddle: async (_, cypher) => void (await engine.write((run) => run(cypher))),
  },
  ['publish', 'concurrency', 'collections', 'values'],
)

conformance(
  {
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
  },
  ['cypher', 'concurrency', 'values', 'limits', 'crash'],
)
