import type { ExceptionRecord } from '../../queries/exceptions.ts'
import type { FindingRecord, SeenIn } from '../../queries/finding-record.ts'
import type { VulnerabilityRow } from '../../queries/list-vulnerabilities.ts'
import type { Rule } from '../../rules/engine/rule.ts'

export type ExportedFinding = SeenIn<FindingRecord>

/** Findings of one scan, with what a form of export may say about them beside. */
export interface Exported {
  readonly scan: { readonly id: string; readonly startedAt: string }
  readonly findings: readonly ExportedFinding[]
  /** What scanners found, for forms that have a place for it. */
  readonly vulnerabilities: readonly VulnerabilityRow[]
  /** Resources that passed, by rule; null when nobody asked for them. */
  readonly passes: ReadonlyMap<string, readonly string[]> | null
  readonly rules: ReadonlyMap<string, Rule>
  readonly exceptions: ReadonlyMap<string, ExceptionRecord>
  /** Titles of frameworks, by id. */
  readonly frameworks: ReadonlyMap<string, string>
  /** The product's. */
  readonly version: string
}

/** Why an excepted finding is lived with, by whom and for how long. */
export function exceptionText({ exceptions }: Pick<Exported, 'exceptions'>, id: string): string {
  const exception = exceptions.get(id)
  if (exception === undefined) return `excepted by ${id}`
  const end = exception.expiresAt === null ? 'without expiry' : `until ${exception.expiresAt}`
  return `excepted by ${exception.author} ${end}: ${exception.reason}`
}
