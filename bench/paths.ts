import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bestPaths } from '../graph/paths/best.ts'
import { measuringCuts } from '../graph/paths/choke-points.ts'
import { distancesTo } from '../graph/paths/distances.ts'
import type { Removal } from '../graph/paths/owners.ts'
import { createRemovalSearch } from '../graph/paths/removal.ts'
import { type RiskModel, riskOf } from '../graph/paths/risk.ts'
import { decodeGraph, encodeGraph } from '../graph/paths/saved-graph.ts'
import { finish } from '../graph/turns.ts'
import { breadthFirst, randomGraph } from './path-graph.ts'
import { seededRandom } from './random.ts'
import { best, timed } from './timed.ts'

/**
 * The path search over a random graph, on one core: `tsx bench/paths.ts [nodes edges]`. Ratios compare with a plain
 * breadth-first search over the same rows in the same run.
 */
const [nodes = 1_000_000, edges = 10_000_000] = process.argv.slice(2).map(Number)
const K = 10
const FIXES = 20
const CANDIDATES = 200
const EDGES_A_FIX = 50
const MAX_VISITS = 20_000

const { forward, backward, targets, starts } = randomGraph({ nodes, edges, targets: 1_000, entries: 10_000 })
const model: RiskModel = {
  backward,
  starts: starts.map((node) => ({ node, likelihood: 0.5 })),
  targets: [{ members: targets, weight: 1 }],
}

console.log(`paths: ${nodes} nodes, ${edges} edges, ${targets.length} targets, ${starts.length} entries`)
// The first pass of each warms it up.
breadthFirst(targets, backward)
const plain = best('plain breadth-first search', () => breadthFirst(targets, backward))
distancesTo(targets, backward)
const search = best('all entries', () => distancesTo(targets, backward), 0.5)
console.log(`  ratio to plain breadth-first search: ${(search / plain).toFixed(2)} (target 1.5)`)

const distances = distancesTo(targets, backward)
const members = new Set(targets)
timed(
  `${K} best of every entry`,
  () => {
    const options = { k: K, maxVisits: MAX_VISITS }
    for (const node of starts)
      bestPaths(node, forward, distances, (candidate) => members.has(candidate), options)
  },
  1,
)
const together = timed('choke points', () => finish(measuringCuts(model, forward))) + fixes()
console.log(`  choke points and ${FIXES} verified fixes: ${together.toFixed(1)} s (target 10 s)`)
console.log(`  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB (target 1024 MiB)`)
await restart()

/** What a process that has just started does: reads the saved graph, checks its hash, and answers for all entries. */
async function restart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-bench-'))
  try {
    const file = join(folder, 'graph.paths')
    const none = { length: 0, at: () => undefined }
    const graph = {
      indexOf: new Map(),
      nodes: none,
      edges: none,
      ofKind: () => [],
      ofSensitivity: () => [],
      administrators: new Map(),
      administrations: new Map(),
      forward,
      backward,
    }
    for (const part of encodeGraph(graph, 'bench')) await appendFile(file, part)
    const began = performance.now()
    const read = decodeGraph(await readFile(file), 'bench')
    const reached = read === null ? null : distancesTo(targets, read.backward)
    const seconds = (performance.now() - began) / 1000
    if (reached?.[starts[0] ?? 0] !== distances[starts[0] ?? 0])
      throw new Error('the saved graph answers otherwise')
    console.log(
      `  restart to first answer                  ${seconds.toFixed(3).padStart(8)} s (target 2 s)\n`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Chooses and searches again for the edits that remove the most; the last one is checked against a whole search. */
function fixes(): number {
  const random = seededRandom(11)
  const removals = Array.from(
    { length: CANDIDATES },
    (): Removal => ({
      edges: Array.from({ length: EDGES_A_FIX }, () => Math.floor(random() * edges)),
      administrators: [],
    }),
  )
  const graph = { forward, backward, administrators: new Map(), edges: { length: edges } }
  let before = 0
  let removed = 0
  const made: number[] = []
  const seconds = timed(`${FIXES} fixes, each searched for again`, () => {
    const risks = createRemovalSearch(model, graph, removals)
    let state = finish(risks.start())
    before = riskOf(model)
    for (let round = 0; round < FIXES; round++) {
      const order = removals
        .map((_, at) => ({ at, bound: made.includes(at) ? -1 : risks.boundOf(state, at) }))
        .sort((a, b) => b.bound - a.bound)
      let most = { at: -1, removed: -1 }
      for (const { at, bound } of order) {
        if (bound <= most.removed) break
        const loss = risks.removedBy(state, at)
        if (loss > most.removed) most = { at, removed: loss }
      }
      removed += most.removed
      made.push(most.at)
      state = risks.after(state, most.at)
    }
  })
  const gone = new Uint8Array(edges)
  for (const at of made) for (const edge of removals[at]?.edges ?? []) gone[edge] = 1
  const error = Math.abs(before - removed - riskOf(model, gone))
  if (error > 1e-6) throw new Error(`searching again gave another risk: ${error}`)
  return seconds
}
