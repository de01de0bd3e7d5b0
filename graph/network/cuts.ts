import type { Block, Family } from './addresses.ts'

/** Every address at which some block begins or ends, sorted. */
export function cutsOf(blocks: Iterable<Block>, family: Family): bigint[] {
  const cuts = new Set<bigint>()
  for (const block of blocks) {
    if (block.family !== family) continue
    cuts.add(block.first)
    cuts.add(block.last + 1n)
  }
  return [...cuts].sort((a, b) => (a < b ? -1 : 1))
}

/** How many cuts lie at or below the address. */
export function partAt(cuts: readonly bigint[], address: bigint): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cuts[middle] ?? 0n) <= address) low = middle + 1
    else high = middle
  }
  return low
}
