import type { AttackEdgeFields } from '../attack.ts'

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

export const IMPACTS = ['low', 'medium', 'high', 'critical'] as const
export type Impact = (typeof IMPACTS)[number]

export interface AttackStep extends AttackEdgeFields {
  readonly from: string
  readonly to: string
  readonly kind: string
}

/** As the command line prints it. A path that starts at an identity which already holds the target has no steps. */
export interface AttackPath {
  /** Hash of entry, target and steps: equal in every scan that has the same path. */
  readonly id: string
  readonly severity: Severity
  readonly likelihood: number
  readonly impact: Impact
  readonly entry: string
  /** A resource, or the account whose administrator the attacker becomes. */
  readonly target: string
  readonly techniques: readonly string[]
  readonly steps: readonly AttackStep[]
  /** How many more paths do the same, from a like entry or over interchangeable resources. */
  readonly similar: number
  /** Entries of those paths that are not this one's. */
  readonly alike: readonly string[]
  /** Why an attacker may stand at the entry, and why losing the target counts. */
  readonly entryReason: string
  readonly targetReason: string
  /** The path in one sentence, for people. */
  readonly title: string
}
