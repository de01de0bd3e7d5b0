import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestPaths } from './best.ts'
import { distancesTo, UNREACHABLE } from './distances.ts'
import { type Arc, rowsOf } from './graph.testkit.ts'

const NODES = 9

const arcs = fc.uniqueArray(
  fc.record({
    from: fc.nat(NODES - 1),
    to: fc.nat(NODES - 1),
    weight: fc.integer({ min: 0, max: 255 }),
  }),
  { maxLength: 22, selector: (arc) => `${arc.from} ${arc.to}` },
)

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
        const { forward, backward } = rowsOf(NODES, list)
        const distances = distancesTo(targets, backward)
        const expected = everyPath(list, start, members)
        const found = bestPaths(start, forward, distances, (node) => members.has(node), {
          k: 1000,
          maxVisits: 1_000_000,
        })
        const byCost = expected.map((edges) => cost(list, edges)).sort((a, b) => a - b)
        expect(found.map((path) => path.cost)).toEqual(byCost)
        expect(new Set(found.map((path) => path.edges.join()))).toEqual(
          new Set(expected.map((edges) => edges.join())),
        )
        expect(distances[start]).toBe(byCost[0] ?? UNREACHABLE)
      },
    ),
    { numRuns: 9000 },
  )
})

test('other labels give the same costs', () => {
  fc.assert(
    fc.property(
      arcs,
      fc.shuffledSubarray([...Array(NODES).keys()], { minLength: NODES }),
      fc.nat(NODES - 1),
      fc.nat(NODES - 1),
      (list, labels, target, start) => {
        const label = (node: number) => labels[node] ?? 0
        const relabelled = list.map(({ from, to, weight }) => ({ from: label(from), to: label(to), weight }))
        expect(costs(relabelled, label(start), label(target))).toEqual(costs(list, start, target))
      },
    ),
    { numRuns: 3000 },
  )
})

function costs(list: readonly Arc[], start: number, target: number): number[] {
  const { forward, backward } = rowsOf(NODES, list)
  const distances = distancesTo([target], backward)
  const options = { k: 10, maxVisits: 1_000_000 }
  return bestPaths(start, forward, distances, (node) => node === target, options).map((path) => path.cost)
}
