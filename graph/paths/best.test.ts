import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestPaths } from './best.ts'
import { distancesTo, UNREACHABLE } from './distances.ts'
import type { Rows } from './graph.ts'

interface Arc {
  readonly from: number
  readonly to: number
  readonly weight: number
}

const NODES = 7

const arcs = fc.uniqueArray(
  fc.record({
    from: fc.nat(NODES - 1),
    to: fc.nat(NODES - 1),
    weight: fc.integer({ min: 0, max: 255 }),
  }),
  { maxLength: 22, selector: (arc) => `${arc.from} ${arc.to}` },
)

function rows(list: readonly Arc[], from: (arc: Arc) => number, to: (arc: Arc) => number): Rows {
  const sorted = list.map((arc, edge) => ({ arc, edge })).sort((a, b) => from(a.arc) - from(b.arc))
  const offsets = new Uint32Array(NODES + 1)
  for (let node = 0; node <= NODES; node++)
    offsets[node] = sorted.filter(({ arc }) => from(arc) < node).length
  return {
    offsets,
    neighbours: Uint32Array.from(sorted, ({ arc }) => to(arc)),
    weights: Uint8Array.from(sorted, ({ arc }) => arc.weight),
    edgeOf: Uint32Array.from(sorted, ({ edge }) => edge),
  }
}

/** Every loopless path that ends at the first target it meets, by exhaustive search. */
function everyPath(
  list: readonly Arc[],
  node: number,
  targets: ReadonlySet<number>,
  seen: readonly number[] = [],
): number[][] {
  if (targets.has(node)) return [[]]
  return list.flatMap((arc, edge) => {
    if (arc.from !== node || arc.to === node || seen.includes(arc.to)) return []
    return everyPath(list, arc.to, targets, [...seen, node]).map((rest) => [edge, ...rest])
  })
}

const cost = (list: readonly Arc[], edges: readonly number[]) =>
  edges.reduce((total, edge) => total + (list[edge]?.weight ?? 0), 0)

test('the k best paths are those of an exhaustive search, in the order of their cost', () => {
  fc.assert(
    fc.property(
      arcs,
      fc.uniqueArray(fc.nat(NODES - 1), { minLength: 1, maxLength: 3 }),
      fc.nat(NODES - 1),
      (list, targets, start) => {
        const members = new Set(targets)
        const forward = rows(
          list,
          (arc) => arc.from,
          (arc) => arc.to,
        )
        const backward = rows(
          list,
          (arc) => arc.to,
          (arc) => arc.from,
        )
        const distances = distancesTo(targets, backward)
        const expected = everyPath(list, start, members)
        const found = bestPaths(start, forward, distances, (node) => members.has(node), {
          k: 1000,
          maxPops: 100_000,
        })
        const byCost = expected.map((edges) => cost(list, edges)).sort((a, b) => a - b)
        expect(found.map((path) => path.cost)).toEqual(byCost)
        expect(new Set(found.map((path) => path.edges.join()))).toEqual(
          new Set(expected.map((edges) => edges.join())),
        )
        expect(distances[start]).toBe(byCost[0] ?? UNREACHABLE)
      },
    ),
    { numRuns: 3000 },
  )
})
