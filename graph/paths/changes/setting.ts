import type { Value } from '../../snapshot/records.ts'
import type { Instructions } from './change.ts'

/** The setting of one resource, and what it is set to. */
export interface Setting {
  readonly id: string
  /** As a command takes it. */
  readonly key: string
  /** As people know it. */
  readonly name: string
  readonly kind: string
  readonly value: Value
  /** What it was before. */
  readonly before: Value | undefined
}

export type Steps = (setting: Setting) => Instructions
