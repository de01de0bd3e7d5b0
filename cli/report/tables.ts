import { REQUIREMENT_STATUSES } from '../../rules/engine/requirements.ts'
import type { Column } from '../output.ts'
import type { Report, ReportedControl, ReportedFinding, ReportedRequirement, ReportedRule } from './model.ts'
import { STATUS_WORDS, scoreText } from './words.ts'

/** A line of the CSV: a requirement, and where there is one a rule and a resource that is evidence for it. */
interface EvidenceRow {
  readonly requirement: ReportedRequirement
  readonly control: ReportedControl | null
  readonly rule: ReportedRule | null
  readonly finding: ReportedFinding | null
}

/** Every resource that fails, is excepted or was left open, by requirement; what has none is one line. */
export function* evidenceRows({ sections }: Report): Generator<EvidenceRow> {
  for (const { requirements } of sections) {
    for (const requirement of requirements) {
      const rules = requirement.controls.flatMap((control) =>
        control.rules.map((rule) => ({ control, rule })),
      )
      if (rules.length === 0) yield { requirement, control: null, rule: null, finding: null }
      for (const { control, rule } of rules) {
        if (rule.findings.length === 0) yield { requirement, control, rule, finding: null }
        for (const finding of rule.findings) yield { requirement, control, rule, finding }
      }
    }
  }
}

/** The report as JSON: a rule bears on many requirements, so its evidence stands once, by the rule's id. */
export function reportData(report: Report): object {
  const evidence = new Map<string, readonly ReportedFinding[]>()
  const sections = report.sections.map(({ requirements, ...section }) => ({
    ...section,
    requirements: requirements.map(({ controls, ...requirement }) => ({
      ...requirement,
      controls: controls.map(({ rules, ...control }) => ({
        ...control,
        rules: rules.map(({ findings, ...rule }) => {
          if (findings.length > 0) evidence.set(rule.id, findings)
          return rule
        }),
      })),
    })),
  }))
  return { ...report, sections, evidence: Object.fromEntries(evidence) }
}

export const evidenceColumns = (report: Report): readonly Column<EvidenceRow>[] => {
  const exceptions = new Map(report.exceptions.map((one) => [one.id, one]))
  const exceptionOf = ({ finding }: EvidenceRow) => exceptions.get(finding?.exception ?? '')
  return [
    { title: 'Framework', value: () => report.framework.id },
    { title: 'Requirement', value: ({ requirement }) => requirement.id },
    { title: 'Title', value: ({ requirement }) => requirement.title },
    { title: 'Requirement status', value: ({ requirement }) => requirement.status },
    { title: 'Control', value: ({ control }) => control?.id },
    { title: 'Rule', value: ({ rule }) => rule?.id },
    { title: 'Rule status', value: ({ rule }) => rule?.status },
    { title: 'Failing', value: ({ rule }) => rule?.failing },
    { title: 'Passing', value: ({ rule }) => rule?.passing },
    { title: 'Not evaluated', value: ({ rule }) => rule?.notEvaluated },
    { title: 'Excepted', value: ({ rule }) => rule?.excepted },
    { title: 'Finding status', value: ({ finding }) => finding?.status },
    { title: 'Severity', value: ({ finding }) => finding?.severity },
    { title: 'Account', value: ({ finding }) => finding?.account },
    { title: 'Resource', value: ({ finding }) => finding?.subject },
    { title: 'Detail', value: ({ finding }) => finding?.detail },
    { title: 'First seen', value: ({ finding }) => finding?.firstSeen },
    { title: 'Exception', value: ({ finding }) => finding?.exception },
    { title: 'Exception reason', value: (row) => exceptionOf(row)?.reason },
    { title: 'Exception author', value: (row) => exceptionOf(row)?.author },
    { title: 'Exception expires', value: (row) => exceptionOf(row)?.expiresAt },
  ]
}

export const REQUIREMENT_COLUMNS: readonly Column<ReportedRequirement>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'Status', value: ({ status }) => status },
  { title: 'Fail', value: ({ failing }) => failing, numeric: true },
  { title: 'Pass', value: ({ passing }) => passing, numeric: true },
  { title: 'Not evaluated', value: ({ notEvaluated }) => notEvaluated, numeric: true },
  { title: 'Excepted', value: ({ excepted }) => excepted, numeric: true },
  { title: 'Requirement', value: ({ title }) => title },
]

/** One line above the table. */
export const headline = ({ framework, score, requirements }: Report): string =>
  `${framework.title} ${framework.version}: score ${scoreText(score)}; ${REQUIREMENT_STATUSES.filter(
    (status) => requirements[status] > 0,
  )
    .map((status) => `${requirements[status]} ${STATUS_WORDS[status].toLowerCase()}`)
    .join(', ')}`
