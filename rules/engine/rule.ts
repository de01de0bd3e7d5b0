import type { Severity } from '../../graph/paths/path.ts'
import type { Value } from '../../graph/snapshot/records.ts'
import type { Mend } from './mend-file.ts'

/** A rule as its YAML file says it (see rules/rule.schema.json for the file's form). */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly kind: 'misconfiguration' | 'toxic-combination'
  readonly severity: Severity
  readonly provider: 'aws' | 'azure' | 'gcp'
  /** The folder it lies in: `s3`, `iam`, ... */
  readonly service: string
  /** The node kind that a finding is about, or a class of kinds such as Identity, of which `population` names some. */
  readonly subject: string
  readonly description: string
  readonly rationale: string
  readonly falsePositives: string
  readonly remediation: { readonly console: string; readonly cli: string; readonly terraform: string }
  readonly references: readonly string[]
  /** MITRE ATT&CK ids. */
  readonly attack: readonly string[]
  /** Id in rules/controls.yaml: what it is a test of. */
  readonly control: string
  /** The requirements that it names, `<framework>:<requirement>`, such as `cis-aws-5.0:2.1.4`. */
  readonly requirements: readonly string[]
  /** All that it bears on: those it names, and those that ask for its control or are about its techniques. */
  readonly frameworks: readonly string[]
  /** Query parameters with their defaults. A number called `xDays` also gives `$xDaysAgo` and `$xDaysAhead` as ISO 8601. */
  readonly parameters: {
    readonly [name: string]: string | number | boolean | readonly string[] | readonly number[]
  }
  /** Services, or single calls, that must have been read: `s3` or `s3/s3api get-bucket-policy`. */
  readonly needs: readonly string[]
  /** Properties of the subject that must be known: one that lacks any, and does not fail by the others, is not evaluated. */
  readonly requires: readonly string[]
  /**
   * The parameter that lists the subjects of which a person says what no call tells: any other that does not fail is not
   * evaluated. null where all is told.
   */
  readonly confirmedBy: string | null
  /** Cypher that returns `subject` (an id) for everything that is evaluated. */
  readonly population: string
  /** Cypher that returns `subject` (an id) for what fails, `path` (ids) for combinations, and optionally `detail` (text). */
  readonly query: string
  /** What-if changes that make a failing resource pass; empty where there are none. */
  readonly mend: readonly Mend[]
  readonly tests: readonly RuleTest[]
  /** The file it stands in, when it is not of the catalogue that ships. */
  readonly file?: string
}

/** A small graph literal: nodes by id, relationships as `from KIND to`. */
export interface RuleTest {
  readonly name: string
  readonly nodes: { readonly [id: string]: { readonly kind: string; readonly [property: string]: Value } }
  readonly relationships: readonly RuleTestRelationship[]
  /** Ids that must fail; everything else evaluated must pass. */
  readonly finds: readonly string[]
  /** Ids that must be left open, because something about them is not known. */
  readonly notEvaluated: readonly string[]
}

type RuleTestRelationship =
  | readonly [from: string, kind: string, to: string]
  | readonly [from: string, kind: string, to: string, props: { readonly [property: string]: Value }]

export const FINDING_STATUSES = ['fail', 'not-evaluated', 'excepted', 'resolved'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

export interface Finding {
  /** Hash of (rule, subject). */
  readonly id: string
  readonly rule: string
  readonly ruleKind: Rule['kind']
  readonly title: string
  /** The rule's, or one level more where it is worse than elsewhere. */
  readonly severity: Severity
  /** Why it is worse here. */
  readonly raised?: string
  /** 4 for critical down to 0 for info. */
  readonly severityRank: number
  readonly service: string
  readonly status: FindingStatus
  /** Id of the resource; the account for what could not be evaluated there. */
  readonly subject: string
  readonly subjectName: string
  readonly subjectKind: string
  readonly account: string
  readonly firstSeen: string
  /** When it was last seen failing, or for an account found not evaluated. */
  readonly lastSeen: string
  /** Ids along a toxic combination. */
  readonly path?: readonly string[]
  /** `<framework>:<requirement>` */
  readonly frameworks: readonly string[]
  /** Why, in words; for `not-evaluated` what was missing. */
  readonly detail: string
  /** Only with `not-evaluated`: this resource failed when it was last read. */
  readonly knownFailure?: true
  /** When and by which scan it was found mended. */
  readonly resolvedAt?: string
  readonly resolvedIn?: string
  /** When it was open again after it had been resolved or excepted. */
  readonly reopenedAt?: string
  /** Why it is excepted no more. */
  readonly reopenedBecause?: string
  /** Id of the exception that covers it. */
  readonly exception?: string
  /** The facts it was excepted under, by exception and edition (`exceptionKey`), then by name. */
  readonly premises?: { readonly [exception: string]: { readonly [fact: string]: string } }
  /** Exceptions, by edition, that cover it no more because such a fact changed. */
  readonly lapsed?: readonly string[]
}

/** How one rule ended in one account, for its resources of one severity. */
export interface RuleResult {
  readonly rule: string
  readonly account: string
  readonly severity: Severity
  readonly pass: number
  readonly fail: number
  /** At least 1 when what there is could not be enumerated. */
  readonly notEvaluated: number
  readonly excepted: number
  /** Why some or all were not evaluated; null when all were. */
  readonly reason: string | null
}
