import { bestPaths } from '../graph/paths/best.ts'
import { cutsOf } from '../graph/paths/choke-points.ts'
import { distancesTo, UNREACHABLE } from '../graph/paths/distances.ts'
import { type Rows, toRows } from '../graph/paths/graph.ts'
import { type RiskModel, riskOf } from '../graph/paths/risk.ts'
import { seededRandom } from './random.ts'

/**
 * The path search over a random graph, on one core: `tsx bench/paths.ts [nodes edges]`. Ratios compare with a plain
 * breadth-first search over the same rows in the same run.
 */
const [nodes = 1_000_000, edges = 10_000_000] = process.argv.slice(2).map(Number)
const TARGETS = 1_000
const ENTRIES = 10_000
const K = 10
const FIXES = 20
const EDGES_A_FIX = 50
const MAX_VISITS = 20_000
const MAX_WEIGHT = 96

const random = seededRandom(7)
const index = (count: number): number => Math.floor(random() * count)

const ends = Uint32Array.from({ length: edges * 2 }, () => index(nodes))
const weights = Uint8Array.from({ length: edges }, () => 1 + index(MAX_WEIGHT))
const forward = toRows(nodes, ends, weights, 0)
const backward = toRows(nodes, ends, weights, 1)
const targets = [...new Set(Array.from({ length: TARGETS }, () => index(nodes)))]
const starts = Array.from({ length: ENTRIES }, () => ({ node: index(nodes), likelihood: 0.5 }))
const model: RiskModel = { backward, starts, targets: [{ members: targets, weight: 1 }] }

console.log(`paths: ${nodes} nodes, ${edges} edges, ${targets.length} targets, ${ENTRIES} entries`)
// The first pass of each warms it up.
breadthFirst(targets, backward)
const plain = timed('plain breadth-first search', () => breadthFirst(targets, backward))
distancesTo(targets, backward)
const search = timed('all entries', () => distancesTo(targets, backward))
console.log(`  ratio to plain breadth-first search: ${(search / plain).toFixed(2)} (target 1.5)`)

const distances = distancesTo(targets, backward)
const members = new Set(targets)
timed(`${K} best of every entry`, () => {
  const options = { k: K, maxVisits: MAX_VISITS }
  for (const { node } of starts)
    bestPaths(node, forward, distances, (candidate) => members.has(candidate), options)
})
timed('choke points', () => cutsOf(model, forward))
timed(`${FIXES} fixes verified by searching again`, () => {
  for (let fix = 0; fix < FIXES; fix++) {
    const removed = new Uint8Array(edges)
    for (let edge = 0; edge < EDGES_A_FIX; edge++) removed[index(edges)] = 1
    riskOf(model, removed)
  }
})
console.log(`  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`)

function timed(name: string, work: () => unknown): number {
  const began = performance.now()
  work()
  const seconds = (performance.now() - began) / 1000
  console.log(`  ${name.padEnd(40)} ${seconds.toFixed(3).padStart(8)} s`)
  return seconds
}

/** Hops to the nearest target. */
function breadthFirst(from: readonly number[], rows: Rows): Uint32Array {
  const hops = new Uint32Array(rows.offsets.length - 1).fill(UNREACHABLE)
  const queue = new Uint32Array(hops.length)
  let filled = 0
  const offer = (node: number, hop: number) => {
    if (hops[node] !== UNREACHABLE) return
    hops[node] = hop
    queue[filled++] = node
  }
  for (const node of from) offer(node, 0)
  for (let at = 0; at < filled; at++) {
    const node = queue[at] ?? 0
    const hop = (hops[node] ?? 0) + 1
    const end = rows.offsets[node + 1] ?? 0
    for (let slot = rows.offsets[node] ?? 0; slot < end; slot++) offer(rows.neighbours[slot] ?? 0, hop)
  }
  return hops
}
