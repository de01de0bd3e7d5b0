import type { Severity } from '../../graph/paths/path.ts'

/** A rule as its YAML file says it (see rules/rule.schema.json for the file's form). */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly kind: 'misconfiguration' | 'toxic-combination'
  readonly severity: Severity
  readonly provider: 'aws' | 'azure' | 'gcp'
  /** The node kind that a finding is about. */
  readonly subject: string
  readonly description: string
  readonly rationale: string
  readonly falsePositives: string
  readonly remediation: { readonly console: string; readonly cli: string; readonly terraform: string }
  readonly references: readonly string[]
  /** MITRE ATT&CK ids. */
  readonly attack: readonly string[]
  /** `<framework>:<requirement>`, such as `cis-aws-5.0:2.1.4`. */
  readonly requirements: readonly string[]
  readonly parameters: { readonly [name: string]: string | number | boolean | readonly string[] }
  /** Services, or single calls, that must have been read: `s3` or `s3/s3api get-bucket-policy`. */
  readonly needs: readonly string[]
  /** Cypher that returns `subject` (an id) for everything that is evaluated. */
  readonly population: string
  /** Cypher that returns `subject` (an id) for what fails; and `path` (ids) for combinations. */
  readonly query: string
  readonly tests: readonly RuleTest[]
}

/** A small graph literal: nodes by id, relationships as `from KIND to`. */
export interface RuleTest {
  readonly name: string
  readonly nodes: { readonly [id: string]: { readonly kind: string; readonly [property: string]: unknown } }
  readonly relationships?: readonly (readonly [from: string, kind: string, to: string, props?: object])[]
  /** Ids that must fail; everything else evaluated must pass. */
  readonly finds: readonly string[]
}

export const FINDING_STATUSES = ['fail', 'not-evaluated', 'excepted', 'resolved'] as const
export type FindingStatus = (typeof FINDING_STATUSES)[number]

export interface Finding {
  /** Hash of (rule, subject). */
  readonly id: string
  readonly rule: string
  readonly title: string
  readonly severity: Severity
  readonly status: FindingStatus
  /** Id of the resource; for `not-evaluated` the account or partition that could not be read. */
  readonly subject: string
  readonly account: string
  readonly firstSeen: string
  readonly lastSeen: string
  /** Ids along a toxic combination. */
  readonly path?: readonly string[]
  /** `<framework>:<requirement>` */
  readonly frameworks: readonly string[]
  /** Why, in words; for `not-evaluated` what was missing. */
  readonly detail: string
}
