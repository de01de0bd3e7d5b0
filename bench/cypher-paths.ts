import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import grafeo from '@grafeo-db/js'
import neo4j from 'neo4j-driver'
import { distancesTo, UNREACHABLE } from '../graph/paths/distances.ts'
import type { Props } from '../graph/snapshot/records.ts'
import { startNeo4j } from '../tools/neo4j/start.ts'
import { breadthFirst, type RandomGraph, randomGraph } from './path-graph.ts'

/**
 * How far the nearest target is from an entry, asked of the search and of both stores in Cypher: `tsx
 * bench/cypher-paths.ts [nodes edges]`. Cypher counts hops, which is the easier question: it knows no weights.
 */
const [nodes = 100_000, edges = 1_000_000] = process.argv.slice(2).map(Number)
const LIMIT_SECONDS = 60
const BATCH = 10_000

type Run = (cypher: string, params: Props) => Promise<readonly { readonly hops: number }[]>

const graph = randomGraph({ nodes, edges, targets: 100, entries: 1_000 })
console.log(`paths in Cypher: ${nodes} nodes, ${edges} edges, ${graph.targets.length} targets`)
distancesTo(graph.targets, graph.backward)
const began = performance.now()
distancesTo(graph.targets, graph.backward)
const ours = (performance.now() - began) / 1000
console.log(`  the search, weighted, all ${graph.starts.length} entries  ${ours.toFixed(3)} s`)
const hops = breadthFirst(graph.targets, graph.backward)
await onEmbedded()
await onNeo4j()

async function onEmbedded(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-bench-'))
  const db = grafeo.GrafeoDB.create(join(folder, 'paths.grafeo'))
  try {
    const run: Run = async (cypher, params) => {
      const result = await db.executeCypher(cypher, params)
      return result.toArray().map((row: { hops?: unknown }) => ({ hops: Number(row.hops) }))
    }
    await run('CREATE INDEX FOR (n:Place) ON (n.id)', {})
    await compare('embedded', run)
  } finally {
    db.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function onNeo4j(): Promise<void> {
  const server = await startNeo4j({ heap: '4g' })
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.username, server.password))
  try {
    const run: Run = async (cypher, params) => {
      const { records } = await driver.executeQuery(cypher, params)
      return records.map((record) => ({ hops: Number(record.has('hops') ? record.get('hops') : 0) }))
    }
    await run('CREATE INDEX place FOR (n:Place) ON (n.id)', {})
    await run('CALL db.awaitIndexes()', {})
    await compare('Neo4j', run)
  } finally {
    await driver.close()
    await server.stop()
  }
}

/** Entry after entry until the time is up; each answer is held against a breadth-first search. */
async function compare(name: string, run: Run): Promise<void> {
  await load(graph, run)
  const question = `MATCH (e:Place {id: $entry})
    MATCH p = shortestPath((e)-[:HOP*..12]->(t:Target))
    RETURN length(p) AS hops ORDER BY hops LIMIT 1`
  const start = performance.now()
  let asked = 0
  for (const entry of graph.starts) {
    const wanted = hops[entry] ?? UNREACHABLE
    if (wanted === UNREACHABLE || wanted === 0) continue
    const [answer] = await run(question, { entry })
    if (answer?.hops !== wanted) throw new Error(`${name}: ${answer?.hops} hops from ${entry}, not ${wanted}`)
    asked += 1
    if ((performance.now() - start) / 1000 > LIMIT_SECONDS) break
  }
  const each = (performance.now() - start) / 1000 / asked
  const ratio = each / (ours / graph.starts.length)
  console.log(
    `  Cypher on ${name}, by hops, one entry  ${each.toFixed(3)} s (${asked} asked): ${Math.round(ratio)} x the search's share of one`,
  )
}

async function load({ ends, targets }: RandomGraph, run: Run): Promise<void> {
  const isTarget = new Set(targets)
  const ids = Array.from({ length: nodes }, (_, id) => id)
  for (const [label, list] of [
    ['Place', ids.filter((id) => !isTarget.has(id))],
    ['Place:Target', targets],
  ] as const)
    for (let at = 0; at < list.length; at += BATCH)
      await run(`UNWIND $ids AS id CREATE (:${label} {id: id})`, { ids: list.slice(at, at + BATCH) })
  for (let at = 0; at < edges; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, edges - at) }, (_, offset) => [
      ends[(at + offset) * 2] ?? 0,
      ends[(at + offset) * 2 + 1] ?? 0,
    ])
    await run(
      `UNWIND $rows AS row
       MATCH (a:Place {id: row[0]})
       MATCH (b:Place {id: row[1]})
       CREATE (a)-[:HOP]->(b)`,
      { rows },
    )
  }
}
