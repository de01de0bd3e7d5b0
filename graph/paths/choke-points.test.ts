import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finish } from '../turns.ts'
import { measuringCuts } from './choke-points.ts'
import { type Arc, rowsOf } from './graph.testkit.ts'
import { type RiskModel, riskOf } from './risk.ts'

const NODES = 8

const estate = fc.record({
  arcs: fc.uniqueArray(
    fc.record({
      from: fc.nat(NODES - 1),
      to: fc.nat(NODES - 1),
      weight: fc.integer({ min: 0, max: 60 }),
    }),
    { maxLength: 18, selector: (arc) => `${arc.from} ${arc.to}` },
  ),
  starts: fc.uniqueArray(fc.nat(NODES - 1), { minLength: 1, maxLength: 3 }),
  targets: fc.array(fc.uniqueArray(fc.nat(NODES - 1), { minLength: 1, maxLength: 2 }), {
    minLength: 1,
    maxLength: 2,
  }),
})

function modelOf(arcs: readonly Arc[], starts: readonly number[], targets: readonly (readonly number[])[]) {
  const { forward, backward } = rowsOf(NODES, arcs)
  const model: RiskModel = {
    backward,
    starts: starts.map((node) => ({ node, likelihood: 0.5 })),
    targets: targets.map((members) => ({ members, weight: 0.7 })),
  }
  return { forward, model }
}

test('what a node cuts off is the risk of the starts that lose every way when it is removed', () => {
  fc.assert(
    fc.property(estate, ({ arcs, starts, targets }) => {
      const { forward, model } = modelOf(arcs, starts, targets)
      const { nodes } = finish(measuringCuts(model, forward))
      for (let node = 0; node < NODES; node++) {
        const left = modelOf(
          arcs.filter((arc) => arc.from !== node && arc.to !== node),
          starts,
          targets.map((members) => members.filter((member) => member !== node)),
        ).model
        expect(nodes[node]).toBeCloseTo(lostRisk(model, left, node), 9)
      }
    }),
    { numRuns: 3000 },
  )
})

test('what an edge cuts off is the risk of the starts that lose every way when it is removed', () => {
  fc.assert(
    fc.property(estate, ({ arcs, starts, targets }) => {
      const { forward, model } = modelOf(arcs, starts, targets)
      const { edges } = finish(measuringCuts(model, forward))
      for (const [index, arc] of arcs.entries()) {
        const left = modelOf(
          arcs.filter((other) => other !== arc),
          starts,
          targets,
        ).model
        expect(edges.get(index) ?? 0).toBeCloseTo(lostRisk(model, left, -1), 9)
      }
    }),
    { numRuns: 3000 },
  )
})

/** Risk of the pairs that have no way at all any more. */
function lostRisk(before: RiskModel, after: RiskModel, without: number): number {
  let lost = 0
  for (const [index, target] of before.targets.entries()) {
    for (const start of before.starts) {
      if (start.node === without) continue
      const pair = (model: RiskModel) =>
        riskOf({ ...model, starts: [start], targets: [model.targets[index] ?? target] })
      if (pair(after) === 0) lost += pair(before)
    }
  }
  return lost
}
