import { type FactIndex, indexFacts } from '../graph/snapshot/facts.ts'
import type { Context } from './context.ts'
import { UsageError } from './exit.ts'

/** The stored estate with its look-ups. @throws UsageError while the store is empty. */
export async function storedFacts(context: Context): Promise<FactIndex> {
  const snapshot = await (await context.store()).loadSnapshot()
  if (snapshot === null)
    throw new UsageError(
      'the store is empty: chokepoint ingest aws, chokepoint ingest file PATH, or chokepoint demo',
    )
  return indexFacts(snapshot)
}
