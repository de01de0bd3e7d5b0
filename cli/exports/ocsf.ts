import { type Exported, type ExportedFinding, exceptionText } from './exported.ts'
import { classOf, metadataOf, pair, SEVERITY } from './ocsf-common.ts'
import {
  accountOf,
  attacksOf,
  graphOf,
  PROVIDERS,
  providerOf,
  remediationOf,
  resourcesOf,
} from './ocsf-objects.ts'
import { vulnerabilityFinding } from './ocsf-vulnerability.ts'

/** Where a finding stands in its life. One that was not evaluated says nothing of its resource. */
const STATUS: { readonly [status in ExportedFinding['status']]: readonly [id: number, caption: string] } = {
  fail: [1, 'New'],
  excepted: [3, 'Suppressed'],
  resolved: [4, 'Resolved'],
  'not-evaluated': [99, 'Not evaluated'],
}

/** What the check said. A finding is resolved too when its resource is gone, which is no pass. */
const CHECK: { readonly [status in ExportedFinding['status']]: readonly [id: number, caption: string] } = {
  fail: [3, 'Fail'],
  excepted: [3, 'Fail'],
  resolved: [99, 'Resolved'],
  'not-evaluated': [0, 'Unknown'],
}

/**
 * Findings as OCSF events, with the profile `cloud`: a misconfiguration, and whatever could not be evaluated, is a
 * Compliance Finding (2003); a toxic combination, which is correlated from facts of several resources, a Detection
 * Finding (2004). What a scanner found on a resource is a Vulnerability Finding (2002).
 */
export const toOcsf = (exported: Exported): readonly object[] => [
  ...exported.findings.map((finding) =>
    finding.ruleKind === 'toxic-combination' && finding.status !== 'not-evaluated'
      ? { ...commonOf(finding, exported, [2004, 'Detection Finding']), ...detectionOf(finding) }
      : { ...commonOf(finding, exported, [2003, 'Compliance Finding']), ...complianceOf(finding, exported) },
  ),
  ...exported.vulnerabilities.map((found) => vulnerabilityFinding(found, exported)),
]

function commonOf(
  finding: ExportedFinding,
  exported: Exported,
  [classUid, className]: readonly [number, string],
): object {
  const { scan, rules, version } = exported
  const provider = providerOf(finding, rules.get(finding.rule))
  const [activity, activityName] = activityOf(finding, scan.startedAt)
  return {
    ...classOf([classUid, className], [activity, activityName]),
    time: Date.parse(scan.startedAt),
    ...pair('severity', SEVERITY[finding.severity]),
    ...pair('status', STATUS[finding.status]),
    ...(finding.status === 'excepted' && { comment: exceptionText(exported, finding.exception ?? '') }),
    message: finding.detail,
    metadata: {
      ...metadataOf(version),
      uid: `${scan.id}/${finding.id}`,
      event_code: finding.rule,
      correlation_uid: finding.id,
    },
    cloud: { provider: PROVIDERS[provider], ...accountOf(finding, provider) },
    finding_info: infoOf(finding, exported),
    resources: resourcesOf(finding),
    ...remediationOf(rules.get(finding.rule)),
  }
}

function activityOf(finding: ExportedFinding, scannedAt: string): readonly [number, string] {
  if (finding.status === 'resolved') return [3, 'Close']
  return finding.firstSeen === scannedAt ? [1, 'Create'] : [2, 'Update']
}

function infoOf(finding: ExportedFinding, exported: Exported): object {
  const rule = exported.rules.get(finding.rule)
  const kind = finding.ruleKind ?? rule?.kind
  return {
    uid: finding.id,
    title: finding.title,
    ...(rule && { desc: rule.description }),
    ...(kind && { types: [kind] }),
    analytic: { uid: finding.rule, name: rule?.title ?? finding.rule, type_id: 1, type: 'Rule' },
    created_time: Date.parse(finding.firstSeen),
    first_seen_time: Date.parse(finding.firstSeen),
    last_seen_time: Date.parse(finding.lastSeen),
    ...attacksOf(rule),
    ...graphOf(finding),
  }
}

function complianceOf(finding: ExportedFinding, { rules, frameworks }: Exported): object {
  const rule = rules.get(finding.rule)
  const requirements = finding.frameworks ?? []
  const standards = [...new Set(requirements.map((name) => name.slice(0, name.indexOf(':'))))]
  const check = {
    uid: finding.rule,
    name: rule?.title ?? finding.title,
    ...pair('status', CHECK[finding.status]),
    ...pair('severity', SEVERITY[finding.severity]),
  }
  return {
    compliance: {
      ...(rule && { control: rule.control }),
      requirements,
      standards: standards.map((id) => frameworks.get(id) ?? id),
      ...pair('status', CHECK[finding.status]),
      status_details: [finding.detail, ...(finding.raised == null ? [] : [finding.raised])],
      checks: [check],
    },
  }
}

const detectionOf = (finding: ExportedFinding): object => ({
  is_alert: finding.status === 'fail',
})
