import type { Rule } from '../../rules/engine/rule.ts'
import { type Exported, type ExportedFinding, exceptionText } from './exported.ts'

const LEVELS: { readonly [severity: string]: string } = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** What code scanners rank by: https://docs.github.com/en/code-security/reference/code-scanning/sarif-support */
const SECURITY_SEVERITY: { readonly [severity: string]: string } = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
}

/** Findings as a SARIF 2.1.0 log: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function toSarif(exported: Exported): object {
  const { findings, version } = exported
  const named = new Set(findings.map((finding) => finding.rule))
  const used = [...exported.rules.values()].filter((rule) => named.has(rule.id))
  const indexOf = new Map(used.map((rule, at) => [rule.id, at]))
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'chokepoint', version, rules: used.map(toDescriptor) } },
        results: findings.map((finding) => toResult(finding, indexOf.get(finding.rule) ?? -1, exported)),
      },
    ],
  }
}

const toDescriptor = (rule: Rule) => ({
  id: rule.id,
  shortDescription: { text: rule.title },
  fullDescription: { text: rule.description },
  help: { text: `${rule.remediation.console}\n\n${rule.remediation.cli}` },
  ...(rule.references[0] === undefined ? {} : { helpUri: rule.references[0] }),
  defaultConfiguration: { level: LEVELS[rule.severity] },
  properties: {
    tags: [...new Set(['security', ...rule.frameworks])],
    'security-severity': SECURITY_SEVERITY[rule.severity],
  },
})

/** A resource has no file and line: it is a logical location, fully qualified by its id. */
function toResult(finding: ExportedFinding, ruleIndex: number, exported: Exported) {
  const failed = finding.status === 'fail' || finding.status === 'excepted'
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    kind: failed ? 'fail' : 'open',
    level: failed ? LEVELS[finding.severity] : 'none',
    message: { text: finding.detail },
    partialFingerprints: { 'chokepoint/v1': finding.id },
    locations: [
      {
        logicalLocations: [
          {
            fullyQualifiedName: finding.subject,
            name: finding.subjectName ?? finding.subject,
            kind: 'resource',
          },
        ],
      },
    ],
    properties: { status: finding.status, account: finding.account, firstSeen: finding.firstSeen },
    ...suppressionOf(finding, exported),
  }
}

/** An exception is a suppression by somebody outside the code. */
const suppressionOf = (finding: ExportedFinding, exported: Exported): object =>
  finding.status === 'excepted'
    ? {
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: exceptionText(exported, finding.exception ?? ''),
          },
        ],
      }
    : {}
