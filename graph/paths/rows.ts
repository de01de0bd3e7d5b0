/**
 * One direction of a graph in compressed sparse rows: the edges of node `n` lie from `offsets[n]` up to
 * `offsets[n + 1]`. What a search looks at together lies together: an arc is the node at the other end and, in its top
 * byte, what the edge weighs.
 */
export interface Rows {
  readonly offsets: Uint32Array
  readonly arcs: Uint32Array
  /** Index into the edges of the graph. */
  readonly edgeOf: Uint32Array
}

export const NODE_BITS = 24
export const NODE_MASK = 2 ** NODE_BITS - 1

/** The most nodes whose indices leave an arc room for a weight. */
export const MAX_NODES = 2 ** NODE_BITS

export const MAX_WEIGHT = 255

/** The node at the other end of an edge. */
export const endOf = (arc: number): number => arc & NODE_MASK

/** What an edge weighs, 0 to MAX_WEIGHT. */
export const weightOf = (arc: number): number => arc >>> NODE_BITS

export const arcTo = (node: number, weight: number): number => ((weight << NODE_BITS) | node) >>> 0

/**
 * Rows of one direction: `ends` holds start and end of every edge, `side` says by which the rows are ordered.
 * @throws RangeError above MAX_NODES nodes.
 */
export function toRows(
  count: number,
  ends: ArrayLike<number>,
  weights: ArrayLike<number>,
  side: 0 | 1,
): Rows {
  if (count > MAX_NODES)
    throw new RangeError(`an attack graph holds ${MAX_NODES} nodes at most, not ${count}`)
  const offsets = new Uint32Array(count + 1)
  for (let edge = 0; edge < weights.length; edge++) {
    const at = (ends[edge * 2 + side] ?? 0) + 1
    offsets[at] = (offsets[at] ?? 0) + 1
  }
  for (let node = 0; node < count; node++) offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0)
  const next = offsets.slice(0, count)
  const arcs = new Uint32Array(weights.length)
  const edgeOf = new Uint32Array(weights.length)
  for (let edge = 0; edge < weights.length; edge++) {
    const node = ends[edge * 2 + side] ?? 0
    const slot = next[node] ?? 0
    next[node] = slot + 1
    arcs[slot] = arcTo(ends[edge * 2 + 1 - side] ?? 0, weights[edge] ?? 0)
    edgeOf[slot] = edge
  }
  return { offsets, arcs, edgeOf }
}
