import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { answering, denied, jobOf } from './answers.fixture.ts'
import { ApiError, defineCollector } from './collector.ts'
import { collectAll, type Job, type JobProgress } from './run.ts'

/** Lists things, then asks about each. */
const things = defineCollector({
  provider: 'aws',
  service: 'things',
  scope: 'global',
  calls: {
    'things list': { permission: 'things:List' },
    'things get': { permission: 'things:Get', per: 'Name', none: ['NoSuchThing'] },
  },
  async *collect(context) {
    const names = String(await context.call('things list'))
      .split(' ')
      .filter(Boolean)
    yield* context.map(names, async (name) => {
      const answer = await context.attempt('things get', { Name: name })
      const props =
        answer === undefined ? { name } : { name, detail: answer === null ? null : String(answer) }
      return { nodes: [{ id: name, kind: 'Thing', props }], relationships: [] }
    })
  },
})

async function collect(answers: { readonly [call: string]: unknown }) {
  const { partitions } = await collectAll([jobOf(things, answers)])
  const [partition] = partitions
  if (partition === undefined) throw new Error('one job gives one partition')
  return partition
}

test('a partition whose calls all answered is OK', async () => {
  const { coverage } = await collect({ 'things list': 'a', 'things get a': 'x' })
  expect(coverage).toMatchObject({ state: 'OK', reason: null, missing: [] })
})

test('"it has none" is an answer', async () => {
  const { coverage, nodes } = await collect({ 'things list': 'a', 'things get a': null })
  expect(coverage.state).toBe('OK')
  expect(nodes[0]?.props).toEqual({ name: 'a', detail: null })
})

test('a denied list ends the partition as DENIED', async () => {
  const { coverage } = await collect({ 'things list': denied('things list') })
  expect(coverage.state).toBe('DENIED')
})

test('a call denied for one resource makes the partition DENIED and keeps its records', async () => {
  const { coverage, nodes } = await collect({
    'things list': 'a b',
    'things get a': denied('things get'),
    'things get b': 'x',
  })
  expect(coverage.state).toBe('DENIED')
  expect(nodes.map((node) => node.id)).toEqual(['a', 'b'])
})

test('a denied call names the permission that would mend it', async () => {
  const { coverage } = await collect({ 'things list': 'a', 'things get a': denied('things get') })
  expect(coverage.reason).toBe('things get: AccessDenied (needs things:Get)')
})

test('a call that failed for one resource is named with the resource', async () => {
  const { coverage } = await collect({ 'things list': 'a', 'things get a': denied('things get') })
  expect(coverage.missing).toEqual([{ call: 'things get', state: 'DENIED', resource: 'a' }])
})

test('a call about one resource that was never made leaves the partition OK', async () => {
  const { coverage } = await collect({ 'things list': 'a' })
  expect(coverage).toMatchObject({
    state: 'OK',
    missing: [{ call: 'things get', state: 'UNSUPPORTED', resource: 'a' }],
  })
})

test('a service of which no call was made is UNSUPPORTED', async () => {
  const { coverage } = await collect({})
  expect(coverage.state).toBe('UNSUPPORTED')
})

test('expired credentials outrank a denial', async () => {
  const { coverage } = await collect({
    'things list': 'a b',
    'things get a': denied('things get'),
    'things get b': new ApiError('things get: ExpiredToken', 'EXPIRED', 'ExpiredToken'),
  })
  expect(coverage.state).toBe('EXPIRED')
})

test('a call that the collector does not declare is not made', async () => {
  const made: string[] = []
  const sly = defineCollector({
    ...things,
    async *collect(context) {
      yield { nodes: [], relationships: [] }
      await context.attempt('things delete')
    },
  })
  const job: Job = { ...jobOf(sly, {}), source: answering(sly, { 'things delete': 'gone' }, made) }
  await collectAll([job])
  expect(made).toEqual([])
})

test('a collector that throws ends its own partition and no other', async () => {
  const broken = defineCollector({
    ...things,
    service: 'broken',
    // biome-ignore lint/correctness/useYield: it fails before its first record
    async *collect() {
      throw new Error('out of order')
    },
  })
  const { partitions } = await collectAll([jobOf(broken, {}), jobOf(things, { 'things list': '' })])
  expect(partitions.map(({ coverage }) => [coverage.state, coverage.reason])).toEqual([
    ['FAILED', 'out of order'],
    ['OK', null],
  ])
})

test('every record names its partition', async () => {
  const { nodes } = await collect({ 'things list': 'a' })
  expect(nodes[0]?.partition).toBe('aws/111111111111/global/things')
})

test('progress counts records and ends with the coverage', async () => {
  const seen: JobProgress[] = []
  await collectAll([jobOf(things, { 'things list': 'a b' })], {
    onProgress: (progress) => seen.push(progress),
  })
  expect(seen.map(({ nodes, coverage }) => [nodes, coverage?.state])).toEqual([
    [1, undefined],
    [2, undefined],
    [2, 'OK'],
  ])
})

test('an abort ends the run with its reason', async () => {
  const controller = new AbortController()
  const run = collectAll([jobOf(things, { 'things list': 'a' })], {
    signal: controller.signal,
    onProgress: () => controller.abort(new Error('stop')),
  })
  await expect(run).rejects.toThrow('stop')
})

test('no more calls are under way than the pool allows', async () => {
  let running = 0
  let most = 0
  const names = Array.from({ length: 30 }, (_, index) => `n${index}`)
  const source = {
    async call(call: string) {
      if (call === 'things list') return names.join(' ')
      running += 1
      most = Math.max(most, running)
      await wait(1)
      running -= 1
      return 'x'
    },
  }
  await collectAll([{ ...jobOf(things, {}), source }], { calls: 4 })
  expect(most).toBe(4)
})
