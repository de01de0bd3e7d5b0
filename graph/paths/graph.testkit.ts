import { arcTo, type Rows } from './rows.ts'

export interface Arc {
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** Both directions of a small graph; the index of an edge is its place in the list. */
export const rowsOf = (
  count: number,
  arcs: readonly Arc[],
): { readonly forward: Rows; readonly backward: Rows } => ({
  forward: oneWay(count, arcs, 'from', 'to'),
  backward: oneWay(count, arcs, 'to', 'from'),
})

function oneWay(count: number, arcs: readonly Arc[], near: 'from' | 'to', far: 'from' | 'to'): Rows {
  const sorted = arcs.map((arc, edge) => ({ arc, edge })).sort((a, b) => a.arc[near] - b.arc[near])
  return {
    offsets: Uint32Array.from(
      { length: count + 1 },
      (_, node) => arcs.filter((arc) => arc[near] < node).length,
    ),
    arcs: Uint32Array.from(sorted, ({ arc }) => arcTo(arc[far], arc.weight)),
    edgeOf: Uint32Array.from(sorted, ({ edge }) => edge),
  }
}
