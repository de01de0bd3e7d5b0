import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../../graph/store/open.ts'
import type { GraphStore, Scan } from '../../graph/store/port.ts'
import { literalSnapshot } from './literal.ts'
import { passesOf } from './passes.ts'
import { anEntry, aRule } from './testkit.ts'

let store: GraphStore
let scan: Scan
const coverage = [anEntry()]

beforeAll(async () => {
  store = await openStore('memory:')
  const snapshot = literalSnapshot(
    {
      nodes: {
        plain: { kind: 'AwsS3Bucket', encryption: 'none' },
        safe: { kind: 'AwsS3Bucket', encryption: 'AES256' },
        unread: { kind: 'AwsS3Bucket', name: 'unread' },
      },
      relationships: [],
    },
    coverage,
  )
  const given = { id: 'one', startedAt: '2026-01-01T00:00:00.000Z', source: 'test' }
  scan = (await store.publish({ scan: given, snapshot, token: await store.writeToken() })).scan
})
afterAll(() => store.close())

test('what passes is the population without what fails and what is not known', async () => {
  const rule = aRule({ requires: ['encryption'] })
  expect(await passesOf({ store, rule, coverage, scan })).toMatchObject([
    { id: 'safe', account: '111111111111' },
  ])
})

test('nothing passes where what the rule needs was not read', async () => {
  const denied = [anEntry({ state: 'DENIED', reason: 'AccessDenied' })]
  expect(await passesOf({ store, rule: aRule(), coverage: denied, scan })).toEqual([])
})

test('nothing passes a rule that cannot be run in time', async () => {
  const rule = aRule({ query: 'MATCH (b:AwsS3Bucket) RETURN b.id AS subject, b.nothing.at.all AS detail' })
  expect(await passesOf({ store, rule, coverage, scan })).toEqual([])
})
