import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../graph/store/open.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { evaluateRules } from './evaluate.ts'
import { literalSnapshot } from './literal.ts'
import { storedFinding } from './stored-findings.ts'
import { anEntry, aRule } from './testkit.ts'

let store: GraphStore
beforeAll(async () => {
  store = await openStore('memory:')
})
afterAll(() => store.close())

/** A whole scan of one bucket, and what keeping its findings wrote. */
async function scan(day: number, encryption: string) {
  const coverage = [anEntry()]
  const nodes = { bucket: { kind: 'AwsS3Bucket', encryption } }
  const published = await store.publish({
    scan: { id: `day-${day}`, startedAt: `2026-01-0${day}T00:00:00.000Z`, source: 'test' },
    snapshot: literalSnapshot({ nodes, relationships: [] }, coverage),
    token: await store.writeToken(),
  })
  const { findings } = await evaluateRules({ store, rules: [aRule()], coverage, scan: published.scan })
  const counts = await store.keep(
    published.scan,
    'Finding',
    findings.map((finding) => storedFinding(finding, published.scan)),
  )
  await store.completeScan(published.scan)
  return { findings, counts }
}

test('a finding that stays costs nothing in the next scan, and when it was last seen is not lost', async () => {
  const first = await scan(1, 'none')
  expect(first.counts).toEqual({ added: 1, changed: 0, removed: 0 })
  const second = await scan(2, 'none')
  expect(second.counts).toEqual({ added: 0, changed: 0, removed: 0 })
  expect(second.findings).toMatchObject([
    { firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-01-02T00:00:00.000Z' },
  ])
  const third = await scan(3, 'AES256')
  expect(third.findings).toMatchObject([{ status: 'resolved', lastSeen: '2026-01-02T00:00:00.000Z' }])
})
