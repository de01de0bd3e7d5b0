/** One failing resource, as the rule's query gives it. */
export interface Failure {
  readonly subject: string
  readonly path?: readonly string[]
  readonly detail?: string
}

/** What a rule need not ask again. */
export interface Remembered {
  /** Failures of the scan before, of subjects that are as they were. */
  readonly failures: readonly Failure[]
  /** Asks for the rest; null when there is none. */
  readonly query: { readonly cypher: string; readonly changedSubjects: readonly string[] } | null
}
