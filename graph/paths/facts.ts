import { mergePartitions } from '../snapshot/merge.ts'
import type { Snapshot } from '../snapshot/records.ts'

/** The facts of a stored snapshot: whatever was derived from them is left out. */
export const factsOf = (snapshot: Snapshot, now: string): Snapshot => mergePartitions(snapshot, [], now)
