import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveSnapshot } from '../graph/derive.ts'
import { mergePartitions } from '../graph/snapshot/merge.ts'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { seedEstate } from '../tools/aws/estate/index.ts'
import { type Moto, startMoto } from '../tools/aws/moto.ts'
import { readLive, useAnyKeys } from '../tools/aws/read.ts'
import { evaluateRules } from './engine/evaluate.ts'
import { loadRules } from './engine/load.ts'

const ACCOUNT = '222222222222'

let moto: Moto
let store: GraphStore

beforeAll(async () => {
  useAnyKeys()
  moto = await startMoto({ images: false })
  await seedEstate(moto.endpoint, ACCOUNT)
  store = await openStore('memory:')
})

afterAll(async () => {
  await store.close()
  await moto.stop()
})

test('at least 60 rules fire on an estate that the collectors read live', async () => {
  const now = new Date().toISOString()
  const { snapshot } = deriveSnapshot(mergePartitions(null, await readLive(moto.endpoint, ACCOUNT), now))
  const { scan } = await store.publish({
    scan: { id: 'estate', startedAt: now, source: 'moto' },
    snapshot,
    token: await store.writeToken(),
  })
  const { coverage, nodes } = snapshot
  const rules = await loadRules()
  const { findings } = await evaluateRules({ store, rules, coverage, nodes, scan })
  const firing = new Set(findings.filter(({ status }) => status === 'fail').map(({ rule }) => rule))
  expect(firing.size).toBeGreaterThanOrEqual(60)
})
