import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { sampleFiles } from './sample.ts'

const FOLDER = packageFile('ingest', 'sample')

test('ingest/sample is what the tables say; else run tools/sample/main.ts', async () => {
  const entries = await readdir(FOLDER, { recursive: true, withFileTypes: true })
  const committed = new Map<string, string>()
  for (const entry of entries.filter((one) => one.isFile() && !one.name.endsWith('.ts'))) {
    const path = join(entry.parentPath, entry.name)
    committed.set(relative(FOLDER, path), await readFile(path, 'utf8'))
  }
  const written = await sampleFiles()
  expect([...committed.keys()].sort()).toEqual([...written.keys()].sort())
  const stale = [...written].filter(([path, text]) => committed.get(path) !== text)
  expect(stale.map(([path]) => path)).toEqual([])
})
