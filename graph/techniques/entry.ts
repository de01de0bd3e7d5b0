/** A technique as people read it. */
export interface TechniqueEntry {
  readonly id: string
  readonly title: string
  readonly provider: string
  readonly service: string
  /** self-escalation | principal-access | new-passrole | existing-passrole | workload */
  readonly category: string
  /** Kind of the edge it draws. */
  readonly edge: string
  /** MITRE ATT&CK technique ids. */
  readonly attack: readonly string[]
  readonly likelihood: number
  readonly needs: {
    readonly self: readonly string[]
    readonly target: readonly string[]
    readonly world: readonly string[]
  }
  readonly references: readonly string[]
}

/** What the catalogue of one cloud says of it. */
export type CloudEntry = Omit<TechniqueEntry, 'provider'>
