import type { Rule } from '../../rules/engine/rule.ts'
import { type Exported, type ExportedFinding, exceptionText } from './exported.ts'
import { element, type XmlElement, xmlDocument } from './xml.ts'

/**
 * Findings in the form of JUnit: a suite for each rule, a case for each resource. What could not be evaluated and what
 * is excepted is skipped, with the reason; what was mended has passed. The form has no owner: this is what the schema of
 * Jenkins' xUnit plugin takes, https://github.com/jenkinsci/xunit-plugin (junit-10.xsd).
 */
export function toJunit(exported: Exported): string {
  const byRule = new Map<string, ExportedFinding[]>()
  for (const rule of exported.passes?.keys() ?? []) byRule.set(rule, [])
  for (const finding of exported.findings) {
    const group = byRule.get(finding.rule)
    if (group === undefined) byRule.set(finding.rule, [finding])
    else group.push(finding)
  }
  const suites = [...byRule]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule, findings]) => toSuite(rule, findings, exported))
  const counts = sumOf(suites.map((suite) => suite.counts))
  return xmlDocument(
    element('testsuites', { name: 'chokepoint', ...counts, time: '0' }, ...suites.map(({ xml }) => xml)),
  )
}

interface Counts {
  readonly tests: number
  readonly failures: number
  readonly errors: number
  readonly skipped: number
}

const sumOf = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, one) => ({
      tests: sum.tests + one.tests,
      failures: sum.failures + one.failures,
      errors: 0,
      skipped: sum.skipped + one.skipped,
    }),
    { tests: 0, failures: 0, errors: 0, skipped: 0 },
  )

function toSuite(id: string, findings: readonly ExportedFinding[], exported: Exported) {
  const passes = exported.passes?.get(id) ?? []
  const rule = exported.rules.get(id)
  const count = (...statuses: readonly string[]): number =>
    findings.filter(({ status }) => statuses.includes(status)).length
  const counts: Counts = {
    tests: findings.length + passes.length,
    failures: count('fail'),
    errors: 0,
    skipped: count('not-evaluated', 'excepted'),
  }
  const attributes = { name: id, ...counts, timestamp: exported.scan.startedAt.slice(0, 19), time: '0' }
  const cases = [
    ...findings.map((finding) =>
      testcase(id, finding.subject, ...outcomeOf(finding, rule, exported).filter((part) => part !== null)),
    ),
    ...passes.map((subject) => testcase(id, subject)),
  ]
  return { counts, xml: element('testsuite', attributes, ...cases) }
}

const testcase = (rule: string, subject: string, ...children: readonly XmlElement[]): XmlElement =>
  element('testcase', { classname: rule, name: subject, time: '0' }, ...children)

function outcomeOf(
  finding: ExportedFinding,
  rule: Rule | undefined,
  exported: Exported,
): readonly (XmlElement | null)[] {
  if (finding.status === 'fail') {
    const remedy = rule === undefined ? '' : `\n\n${rule.remediation.console}\n\n${rule.remediation.cli}`
    return [
      element('failure', { type: finding.severity, message: finding.title }, `${finding.detail}${remedy}`),
    ]
  }
  if (finding.status === 'not-evaluated') return [element('skipped', { message: finding.detail })]
  if (finding.status === 'excepted')
    return [element('skipped', { message: exceptionText(exported, finding.exception ?? '') })]
  return []
}
