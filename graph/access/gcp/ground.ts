import type { Tri } from '../tri.ts'
import type { RequestFacts } from './cel.ts'
import type { Asker } from './estate.ts'
import type { Binding, Boundary, DenyRule } from './policy.ts'

export interface Question {
  readonly asker: Asker
  /** `storage.objects.get` */
  readonly permission: string
  /** The node that is asked about. */
  readonly resource: string
  readonly facts: RequestFacts
}

/** What is said to each that asks the same. */
export type GroundsFor = (asker: Asker) => readonly Ground[]

export type Ground =
  | { readonly type: 'binding'; readonly binding: Binding; readonly applies: Tri }
  | { readonly type: 'deny'; readonly rule: DenyRule; readonly applies: Tri }
  | { readonly type: 'boundary'; readonly boundary: Boundary; readonly applies: Tri }
  /** A service perimeter that the request would come into, or go out of. */
  | {
      readonly type: 'perimeter'
      readonly perimeter: string
      readonly service: string
      readonly direction: 'in' | 'out'
      readonly applies: Tri
    }
  /** A constraint of the organization that holds back what is granted. */
  | {
      readonly type: 'organization-policy'
      readonly constraint: string
      /** Where it is enforced. */
      readonly node: string
      readonly applies: Tri
    }
  /** A role whose contents are not known: it may grant. */
  | { readonly type: 'unknown-role'; readonly binding: Binding; readonly applies: Tri }
