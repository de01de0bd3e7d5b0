import type { BlockedEdge } from '../graph/attack.ts'
import { type Assessment, type AssessOptions, assessingFacts } from '../graph/paths/assessment.ts'
import { factsOf } from '../graph/paths/facts.ts'
import type { Snapshot } from '../graph/snapshot/records.ts'
import { type Context, listOption, type Options } from './context.ts'
import { currentScan } from './current.ts'
import { watched } from './watched.ts'

export interface StoredAssessment {
  readonly facts: Snapshot
  readonly assessment: Assessment
  readonly blocked: readonly BlockedEdge[]
  readonly options: AssessOptions
}

/** The stored estate, derived and searched anew. @throws UsageError while the store is empty. */
export async function storedAssessment(context: Context, given: Options): Promise<StoredAssessment> {
  const store = await context.store()
  const scan = await currentScan(store)
  const snapshot = await store.loadSnapshot()
  const options = { ...(await context.config()), now: scan.startedAt, assume: listOption(given, 'assume') }
  const empty = { nodes: new Map(), relationships: new Map(), coverage: [] }
  const facts = factsOf(snapshot ?? empty, scan.startedAt)
  return { facts, ...(await watched(context, assessingFacts(facts, options))), options }
}
