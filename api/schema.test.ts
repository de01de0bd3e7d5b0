import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { packageFile } from '../graph/package-root.ts'
import { breakingChanges, generateTypes } from '../tools/schema.ts'
import { buildSchema, printedSchema } from './schema.ts'

const committed = readFileSync(packageFile('api', 'schema.graphql'), 'utf8')
const REGENERATE = 'run `node --import tsx tools/schema.ts`'

test('the committed schema is the one that the modules make', () => {
  expect(printedSchema(buildSchema()), REGENERATE).toBe(committed)
})

test('the resolver types are those of the committed schema', async () => {
  const types = readFileSync(packageFile('api', 'resolvers.generated.ts'), 'utf8')
  expect(await generateTypes(committed), REGENERATE).toBe(types)
})

test('the modules break no query that the committed schema allows', async () => {
  expect(await breakingChanges(committed, printedSchema(buildSchema()))).toEqual([])
})

test('a field that is taken away counts as breaking, one that is added does not', async () => {
  const without = committed.replace('  kindTitle: String!\n', '')
  expect(await breakingChanges(committed, without)).toEqual([
    "Field 'kindTitle' was removed from object type 'Resource'",
  ])
  expect(await breakingChanges(without, committed)).toEqual([])
})
