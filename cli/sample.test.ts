import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../graph/store/open.ts'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-sample-'))
  store = `file:${join(folder, 'estate.grafeo')}`
})
afterEach(() => rm(folder, { recursive: true }))

/** What an interrupt after the graph was written leaves: a published scan that never became complete. */
async function publishIncomplete(source: string): Promise<void> {
  const opened = await openStore(store, { command: 'test' })
  const bucket = { id: 'arn:aws:s3:::left', kind: 'AwsS3Bucket', props: { name: 'left' } }
  const snapshot = { nodes: new Map([[bucket.id, bucket]]), relationships: new Map(), coverage: [] }
  const scan = { id: 'interrupted', startedAt: '2026-11-01T00:00:00.000Z', source }
  await opened.publish({ scan, snapshot, token: await opened.writeToken() })
  await opened.close()
}

test('a sample that was interrupted before its scan was complete is read again', async () => {
  await publishIncomplete('the bundled sample estate')
  const before = await chokepoint('paths', '--store', store)
  expect(before.exit).toBe(2)
  expect(before.stderr.trim().split('\n')).toHaveLength(1)

  expect((await chokepoint('demo', '--store', store)).exit).toBe(0)
  const { stdout } = await chokepoint('paths', '--store', store)
  expect(JSON.parse(stdout)).not.toHaveLength(0)
})

test("an interrupted scan of an estate of one's own is not mixed with the sample", async () => {
  await publishIncomplete('file ./export')
  const { exit, stderr } = await chokepoint('demo', '--store', store)
  expect(exit).toBe(2)
  expect(stderr).toContain('is not empty')
})
