import type { AssessOptions } from '../../graph/paths/assessment.ts'
import type { CoverageEntry, NodeRecord, RelationshipRecord } from '../../graph/snapshot/records.ts'
import type { Progress } from '../../graph/turns.ts'
import type { Question } from './questions.ts'

/** What the service tells the assessor. An estate comes in parts, so that copying it holds up nobody. */
export type ToAssessor =
  | { readonly say: 'nodes'; readonly estate: string; readonly records: readonly NodeRecord[] }
  | {
      readonly say: 'relationships'
      readonly estate: string
      readonly records: readonly RelationshipRecord[]
    }
  | {
      readonly say: 'whole'
      readonly estate: string
      readonly coverage: readonly CoverageEntry[]
      readonly options: AssessOptions
    }
  | { readonly say: 'forget'; readonly estate: string }
  | { readonly say: 'ask'; readonly estate: string; readonly id: number; readonly question: Question }
  | { readonly say: 'cancel'; readonly id: number }

/** What the assessor tells the service. */
export type FromAssessor =
  | { readonly say: 'deriving'; readonly estate: string; readonly progress: Progress }
  | { readonly say: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly say: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly say: 'failed'; readonly id: number; readonly name: string; readonly message: string }
