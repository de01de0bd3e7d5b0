import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { packageFile } from '../graph/package-root.ts'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { CASES } from './cases.testkit.ts'
import { publishTwice } from './published.testkit.ts'
import { defineQuery, runQuery, UnexpectedRowError } from './query.ts'

let store: GraphStore
beforeAll(async () => {
  store = await openStore('memory:')
  await publishTwice(store)
})
afterAll(() => store.close())

test.each(CASES.map((one) => [one.name, one.rows, one] as const))('%s: %i rows', async (_name, rows, one) => {
  expect(await one.run(store)).toHaveLength(rows)
})

test('every query of every file has a case', async () => {
  const files = (await readdir(packageFile('queries'))).filter((file) => /^[a-z-]+\.ts$/.test(file))
  const names = new Set(CASES.map(({ name }) => name.split(':')[0]))
  for (const file of files) {
    const exported: Record<string, unknown> = await import(packageFile('queries', file))
    for (const value of Object.values(exported))
      if (isQuery(value)) expect(names, `${file} exports ${value.name}`).toContain(value.name)
  }
})

const isQuery = (value: unknown): value is { name: string; cypher: string } =>
  typeof value === 'object' && value !== null && 'cypher' in value && 'name' in value

test('a row in another form than declared is a fault of ours, named by its query', async () => {
  const wrong = defineQuery({
    name: 'wrong',
    cypher: 'RETURN 1 AS id',
    params: z.object({}),
    row: z.object({ id: z.string() }),
  })
  await expect(runQuery(store, wrong, {})).rejects.toThrow(UnexpectedRowError)
  await expect(runQuery(store, wrong, {})).rejects.toThrow(/query wrong/)
})
