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
import type { NodeRecord, Snapshot } from '../graph/snapshot/records.ts'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore, Scan } from '../graph/store/port.ts'
import { readInputs } from '../ingest/files/index.ts'
import { evaluateRules } from '../rules/engine/evaluate.ts'
import { keepEvaluation } from '../rules/engine/keep-evaluation.ts'
import { loadRules } from '../rules/engine/load.ts'
import { evaluatedRecord } from '../rules/engine/memory.ts'
import type { Rule } from '../rules/engine/rule.ts'
import { bareUnwind } from './bare-unwind.ts'
import { generateEstate } from './estate.ts'
import type { Stages } from './main.ts'

/** All stages of one estate size on one store; prints one JSON object. */
const [size = '10000', kind = 'embedded'] = process.argv.slice(2)
const NOW = '2026-11-01T00:00:00.000Z'
const seconds: Record<string, number> = {}
let peak = 0
let scans = 0

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
  const rules = await loadRules()
  // A JVM compiles what it runs often: whatever is written first would pay for it.
  if (kind === 'neo4j') await bareUnwind(snapshot, kind, folder)
  const first = await stage('publish', () => publish(store, snapshot))
  await stage(`${rules.length} rules`, () => evaluate(store, first, snapshot, rules))
  await stage('paths', async () => searchPaths(snapshot, { now: NOW }))
  await stage('publish the same again', () => publish(store, snapshot))
  const second = await publish(store, snapshot)
  await evaluate(store, second, snapshot, rules)
  const changed = changeOneInHundred(snapshot)
  const third = await stage('publish 1 % changed', () => publish(store, changed))
  await stage('rules after 1 % changed', () => evaluate(store, third, changed, rules))
  await store.close()
  const bare = await bareUnwind(snapshot, kind, folder)
  seconds['bare UNWIND of the same rows'] = bare
  return {
    nodes: snapshot.nodes.size,
    relationships: snapshot.relationships.size,
    seconds,
    peakMiB: Math.round(peak / 2 ** 20),
    ratios: {
      'publish / bare UNWIND': (seconds.publish ?? 0) / bare,
      'rules after 1 % / all':
        (seconds['rules after 1 % changed'] ?? 0) / (seconds[`${rules.length} rules`] ?? 0),
    },
  }
}

async function publish(store: GraphStore, snapshot: Snapshot): Promise<Scan> {
  scans += 1
  const scan = { id: `bench-${Date.now()}-${scans}`, startedAt: NOW, source: 'bench' }
  return (await store.publish({ scan, snapshot, token: await store.writeToken() })).scan
}

/** As the pipeline does it: with the findings kept, which the next evaluation builds upon. */
async function evaluate(
  store: GraphStore,
  scan: Scan,
  snapshot: Snapshot,
  rules: readonly Rule[],
): Promise<void> {
  const { coverage, nodes } = snapshot
  const evaluation = await evaluateRules({ store, rules, coverage, nodes, scan })
  await keepEvaluation(store, scan, evaluation)
  await store.completeScan(scan)
  await store.put('Setting', evaluatedRecord({ scan, rules, coverage }, evaluation.unanswered))
}

/** Every hundredth resource gets a tag, and loses its encryption where it has one. */
function changeOneInHundred(snapshot: Snapshot): Snapshot {
  const change = (node: NodeRecord): NodeRecord => ({
    ...node,
    props: {
      ...node.props,
      tags: ['bench=changed'],
      ...(node.props.encryption === undefined ? {} : { encryption: 'none' }),
    },
  })
  const nodes = [...snapshot.nodes].map(
    ([id, node], at) => [id, at % 100 === 0 ? change(node) : node] as const,
  )
  return { ...snapshot, nodes: new Map(nodes) }
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
    console.error(`${size} ${kind}: ${name} ${seconds[name].toFixed(2)} s`)
    clearInterval(watch)
    sample()
  }
}

function sample(): void {
  peak = Math.max(peak, process.resourceUsage().maxRSS * 1024)
}
