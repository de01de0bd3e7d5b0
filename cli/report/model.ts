import type { Severity } from '../../graph/paths/path.ts'
import type { CoverageEntry } from '../../graph/snapshot/records.ts'
import type { Scan } from '../../graph/store/port.ts'
import type { ExceptionRecord } from '../../queries/exceptions.ts'
import type { Framework } from '../../rules/engine/frameworks.ts'
import type {
  ControlEvaluation,
  FrameworkEvaluation,
  RequirementEvaluation,
  RequirementStatus,
  RuleEvaluation,
} from '../../rules/engine/requirements.ts'
import type { ExportedFinding } from '../exports/exported.ts'

interface Counts {
  readonly failing: number
  readonly passing: number
  readonly notEvaluated: number
  readonly excepted: number
}

/** One resource, as the evidence of a rule names it. */
export interface ReportedFinding {
  readonly id: string
  readonly status: 'fail' | 'not-evaluated' | 'excepted'
  readonly severity: Severity
  readonly subject: string
  readonly name: string
  readonly kind: string
  readonly account: string
  readonly detail: string
  readonly firstSeen: string
  readonly lastSeen: string
  /** Id of the exception that covers it. */
  readonly exception: string | null
}

export interface ReportedRule extends Counts {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly status: RequirementStatus
  /** Why some or all was not evaluated. */
  readonly reasons: readonly string[]
  readonly remediation: string
  readonly findings: readonly ReportedFinding[]
}

export interface ReportedControl extends Counts {
  readonly id: string
  readonly title: string
  readonly status: RequirementStatus
  readonly rules: readonly ReportedRule[]
}

export interface ReportedRequirement extends Counts {
  readonly id: string
  readonly title: string
  readonly status: RequirementStatus
  readonly controls: readonly ReportedControl[]
}

export interface ReportedSection {
  readonly id: string
  readonly title: string
  readonly requirements: readonly ReportedRequirement[]
}

export interface ReportedException
  extends Pick<ExceptionRecord, 'id' | 'reason' | 'author' | 'createdAt' | 'expiresAt'> {
  /** What it is about, in words. */
  readonly about: string
  /** Findings of this report that it covers. */
  readonly findings: number
}

/** A framework's report: what an auditor reads, whatever it is printed as. */
export interface Report {
  readonly framework: Pick<Framework, 'id' | 'title' | 'version' | 'publisher' | 'reference' | 'coverage'>
  readonly product: { readonly name: string; readonly version: string }
  readonly generatedAt: string
  readonly scan: Pick<Scan, 'id' | 'startedAt' | 'finishedAt' | 'source'>
  readonly accounts: readonly { readonly id: string; readonly name: string | null }[]
  /** The account or organization that was asked for; null for everything. */
  readonly scope: string | null
  /** Of the resources that the framework's rules evaluate; null when nothing counts. */
  readonly score: number | null
  readonly resources: Counts
  /** Requirements by status. */
  readonly requirements: { readonly [status in RequirementStatus]: number }
  readonly sections: readonly ReportedSection[]
  readonly exceptions: readonly ReportedException[]
  readonly coverage: {
    /** Partitions that were read whole. */
    readonly read: number
    readonly gaps: readonly Pick<
      CoverageEntry,
      'provider' | 'account' | 'region' | 'service' | 'state' | 'reason' | 'at'
    >[]
  }
}

export interface ReportInput {
  readonly evaluation: FrameworkEvaluation
  readonly findings: readonly ExportedFinding[]
  readonly exceptions: readonly ExceptionRecord[]
  /** Of the scope. */
  readonly coverage: readonly CoverageEntry[]
  readonly accounts: Report['accounts']
  readonly scope: string | null
  readonly scan: Report['scan']
  readonly product: Report['product']
  readonly generatedAt: string
}

/** The report of what was evaluated. Its counts are those of the evaluation; the findings are their evidence. */
export function reportOf(input: ReportInput): Report {
  const { evaluation, findings, coverage, accounts, scope, scan, product, generatedAt } = input
  const { framework, posture, requirements, counts } = evaluation
  const byRule = groupByRule(findings)
  const { failing, passing, notEvaluated, excepted } = posture
  const { id, title, version, publisher, reference, coverage: listed } = framework
  const bearing = new Set(requirements.flatMap(rulesOf))
  return {
    framework: { id, title, version, publisher, reference, coverage: listed },
    product,
    generatedAt,
    scan,
    accounts,
    scope,
    score: posture.score,
    resources: { failing, passing, notEvaluated, excepted },
    requirements: counts,
    sections: sectionsOf(requirements, byRule),
    exceptions: exceptionsOf(
      input.exceptions,
      findings.filter((finding) => bearing.has(finding.rule)),
    ),
    coverage: {
      read: coverage.filter(({ state }) => state === 'OK').length,
      gaps: coverage
        .filter(({ state }) => state !== 'OK')
        .map(({ provider, account, region, service, state, reason, at }) => ({
          provider,
          account,
          region,
          service,
          state,
          reason,
          at,
        })),
    },
  }
}

const rulesOf = ({ controls }: RequirementEvaluation): readonly string[] =>
  controls.flatMap(({ rules }) => rules.map(({ rule }) => rule.id))

function groupByRule(findings: readonly ExportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const groups = new Map<string, ReportedFinding[]>()
  for (const finding of findings) {
    const { status } = finding
    if (status === 'resolved') continue
    const group = groups.get(finding.rule) ?? []
    group.push({ ...evidenceOf(finding), status })
    groups.set(finding.rule, group)
  }
  return groups
}

const evidenceOf = (finding: ExportedFinding) => ({
  id: finding.id,
  severity: finding.severity,
  subject: finding.subject,
  name: finding.subjectName ?? finding.subject,
  kind: finding.subjectKind ?? '',
  account: finding.account ?? '',
  detail: finding.detail,
  firstSeen: finding.firstSeen,
  lastSeen: finding.lastSeen,
  exception: finding.exception ?? null,
})

type Evidence = ReadonlyMap<string, readonly ReportedFinding[]>

function sectionsOf(
  requirements: readonly RequirementEvaluation[],
  evidence: Evidence,
): readonly ReportedSection[] {
  const sections = new Map<string, { id: string; title: string; requirements: ReportedRequirement[] }>()
  for (const {
    id,
    title,
    section,
    status,
    controls,
    failing,
    passing,
    notEvaluated,
    excepted,
  } of requirements) {
    const known = sections.get(section.id) ?? { ...section, requirements: [] }
    sections.set(section.id, known)
    known.requirements.push({
      id,
      title,
      status,
      failing,
      passing,
      notEvaluated,
      excepted,
      controls: controls.map((control) => controlOf(control, evidence)),
    })
  }
  return [...sections.values()]
}

const controlOf = ({ rules, ...control }: ControlEvaluation, evidence: Evidence): ReportedControl => ({
  ...control,
  rules: rules.map((rule) => ruleOf(rule, evidence)),
})

const ruleOf = ({ rule, ...evaluated }: RuleEvaluation, evidence: Evidence): ReportedRule => ({
  id: rule.id,
  title: rule.title,
  severity: rule.severity,
  ...evaluated,
  remediation: rule.remediation.console,
  findings: evidence.get(rule.id) ?? [],
})

function exceptionsOf(
  exceptions: readonly ExceptionRecord[],
  findings: readonly ExportedFinding[],
): readonly ReportedException[] {
  return exceptions.flatMap((exception) => {
    const covered = findings.filter((one) => one.status === 'excepted' && one.exception === exception.id)
    if (covered.length === 0) return []
    const { id, reason, author, createdAt, expiresAt } = exception
    return [{ id, reason, author, createdAt, expiresAt, about: aboutOf(exception), findings: covered.length }]
  })
}

const aboutOf = ({ finding, rule, resource, tag, account }: ExceptionRecord): string =>
  Object.entries({ finding, rule, resource, tag, account })
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** By rule: the requirement under which its evidence is printed; the others that it bears on point there. */
export function placesOfEvidence({ sections }: Report): ReadonlyMap<string, string> {
  const places = new Map<string, string>()
  for (const { requirements } of sections)
    for (const { id, controls } of requirements)
      for (const { rules } of controls)
        for (const rule of rules) if (!places.has(rule.id)) places.set(rule.id, id)
  return places
}
