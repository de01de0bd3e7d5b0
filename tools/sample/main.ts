import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { packageFile } from '../../graph/package-root.ts'
import { sampleFiles } from './sample.ts'

const folder = packageFile('ingest', 'sample')
const files = await sampleFiles()

const accounts = new Set(
  [...files.keys()].filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? ''),
)
for (const account of accounts) await rm(join(folder, account), { recursive: true, force: true })
for (const [path, text] of files) {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}
