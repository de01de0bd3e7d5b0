import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { deriveSnapshot } from '../graph/derive.ts'
import { searchPaths } from '../graph/paths/search.ts'
import { mergePartitions } from '../graph/snapshot/merge.ts'
import { writeNdjson } from '../graph/snapshot/ndjson.ts'
import { partitionsOf } from '../graph/snapshot/partitions.ts'
import type { Snapshot } from '../graph/snapshot/records.ts'
import { openStore } from '../graph/store/open.ts'
import { readInputs } from '../ingest/files/index.ts'
import { evaluateRules } from '../rules/engine/evaluate.ts'
import { loadRules } from '../rules/engine/load.ts'
import { bareUnwind } from './bare-unwind.ts'
import { generateEstate } from './estate.ts'
import type { Stages } from './main.ts'

/** All stages of one estate size on one store; prints one JSON object. */
const [size = '10000', kind = 'embedded'] = process.argv.slice(2)
const NOW = '2026-11-01T00:00:00.000Z'
const seconds: Record<string, number> = {}
let peak = 0

const folder = await mkdtemp(join(tmpdir(), 'chokepoint-bench-'))
try {
  console.log(JSON.stringify(await runStages()))
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function runStages(): Promise<Stages> {
  const file = join(folder, 'estate.ndjson')
  await pipeline(Readable.from(writeNdjson(generateEstate(Number(size)))), createWriteStream(file))
  const uri = kind === 'neo4j' ? (process.env.NEO4J_URI ?? '') : `file:${join(folder, 'bench.grafeo')}`
  const store = await openStore(uri, { command: 'bench' })
  const facts = await stage('ingest', () => read(file))
  const { snapshot } = await stage('derive', async () => deriveSnapshot(facts))
  const token = await store.writeToken()
  const scan = { id: `bench-${Date.now()}`, startedAt: NOW, source: 'bench' }
  const published = await stage('publish', () => store.publish({ scan, snapshot, token }))
  const rules = await loadRules()
  await stage('rules', () =>
    evaluateRules({ store, rules, coverage: snapshot.coverage, scan: published.scan }),
  )
  await stage('paths', async () => searchPaths(snapshot, { now: NOW }))
  const again = await store.writeToken()
  await stage('publish the same again', () =>
    store.publish({ scan: { ...scan, id: `${scan.id}-2` }, snapshot, token: again }),
  )
  await store.close()
  const bare = await stage('bare UNWIND of the same rows', () => bareUnwind(snapshot, kind, folder))
  return {
    nodes: snapshot.nodes.size,
    relationships: snapshot.relationships.size,
    seconds,
    peakMiB: Math.round(peak / 2 ** 20),
    ratios: { 'publish / bare UNWIND': (seconds.publish ?? 0) / bare },
  }
}

async function read(file: string): Promise<Snapshot> {
  const { snapshot } = await readInputs([file], { providers: [] })
  if (snapshot === null) throw new Error(`${file} was not read as a snapshot`)
  return mergePartitions(null, partitionsOf(snapshot, NOW), NOW)
}

async function stage<T>(name: string, work: () => Promise<T>): Promise<T> {
  const watch = setInterval(sample, 20)
  const began = performance.now()
  try {
    return await work()
  } finally {
    seconds[name] = (performance.now() - began) / 1000
    clearInterval(watch)
    sample()
  }
}

function sample(): void {
  peak = Math.max(peak, process.resourceUsage().maxRSS * 1024)
}
