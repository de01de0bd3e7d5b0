import type { FactIndex } from '../../../snapshot/facts.ts'
import { decideFor } from '../ask.ts'
import { estateOf } from '../estate.ts'
import { targetAt } from '../resource-policies.ts'
import { includes } from './action-set.ts'
import type { Exception } from './columns.ts'
import { accessMatrix } from './matrix.ts'
import { at, NOWHERE } from './region.ts'
import type { Segment } from './segment.ts'

const VALUES = { denied: 0, conditional: 1, allowed: 2 } as const

/** A cell as the evaluator answers it, as the matrix does, and as its rows and exceptions tell it. */
export interface Cell {
  readonly who: string
  readonly action: string
  readonly resource: string
  readonly answers: { readonly evaluator: number; readonly cell: number; readonly row: number }
}

/** Every cell of everybody. */
export function cellsOf(facts: FactIndex, actions: readonly string[], resources: readonly string[]): Cell[] {
  const estate = estateOf(facts)
  const matrix = accessMatrix(estate, actions, resources)
  const places = new Map(
    matrix.segments.flatMap((segment) =>
      segment.targets.map(({ id }, position) => [id, { segment, position }] as const),
    ),
  )
  const targets = new Map(resources.map((id) => [id, targetAt(estate, id, null)]))
  return [...estate.identities.values()].flatMap((one) => {
    const rows = matrix.rowsOf(one.class)
    const alone = new Map([...matrix.exceptionsOf(one)].map((cell) => [keyOf(cell), cell.value]))
    return resources.flatMap((resource) => {
      const [place, target] = [places.get(resource), targets.get(resource)]
      if (place === undefined || target === undefined) throw new Error(`${resource} is not in the matrix`)
      const { segment, position } = place
      const here = rows.filter((row) => row.segment === segment)
      return matrix.actions.names.map((action, number): Cell => {
        const where = here.find((row) => includes(row.actions, number))?.where ?? NOWHERE
        const answers = {
          evaluator: VALUES[decideFor(one, target, action, resource).decision],
          cell: matrix.cell(one, action, resource),
          row: alone.get(keyOf({ segment, position, action: number })) ?? at(where, position),
        }
        return { who: one.id, action, resource, answers }
      })
    })
  })
}

const keyOf = ({
  segment,
  position,
  action,
}: Pick<Exception, 'position' | 'action'> & { readonly segment: Segment }): string =>
  `${segment.number} ${position} ${action}`

/** Cells of which the three do not say the same. */
export const disagreements = (...question: Parameters<typeof cellsOf>): readonly Cell[] =>
  cellsOf(...question).filter(
    ({ answers: { evaluator, cell, row } }) => evaluator !== cell || evaluator !== row,
  )
