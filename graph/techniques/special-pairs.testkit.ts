import type { Snapshot } from '../snapshot/records.ts'

/** A technique that only the rest of the estate decides: estates in which it works, and the like in which it must not. */
export interface SpecialPair {
  readonly id: string
  readonly edge: readonly [from: string, to: string]
  /** In each exactly this edge is drawn, without a condition. */
  readonly fires: readonly (readonly [says: string, estate: Snapshot])[]
  readonly misses: readonly (readonly [says: string, estate: Snapshot])[]
}
