import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { savedGraphFile } from './saved-graph.ts'
import { chokepoint } from './testkit.ts'

let folder: string
let store: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-graph-'))
  store = `file:${join(folder, 'sample.grafeo')}`
  await chokepoint('demo', '--store', store, '--quiet')
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a scan keeps its attack graph beside the store, and answers are the same with and without it', async () => {
  const file = savedGraphFile(store, {}) ?? ''
  expect((await stat(file)).size).toBeGreaterThan(10_000)
  const ask = () => chokepoint('paths', '--from', 'Internet', '--store', store)
  const kept = await ask()
  await writeFile(file, 'not a graph')
  const built = await ask()
  expect(JSON.parse(kept.stdout)).not.toEqual([])
  expect(JSON.parse(kept.stdout)).toEqual(JSON.parse(built.stdout))
}, 120_000)

test('a store in memory keeps none', () => {
  expect(savedGraphFile('memory:', {})).toBeNull()
})
