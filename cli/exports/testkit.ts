import type { ExceptionRecord } from '../../queries/exceptions.ts'
import type { VulnerabilityRow } from '../../queries/list-vulnerabilities.ts'
import { aRule } from '../../rules/engine/testkit.ts'
import type { Exported, ExportedFinding } from './exported.ts'

export const HOSTILE = '=cmd()|<b>"&\'\u001b[31m]]>\ud800'

export const aFinding = (given: Partial<ExportedFinding> = {}): ExportedFinding => ({
  id: 'f1',
  rule: 'aws-test',
  ruleKind: 'misconfiguration',
  title: 'Plain bucket',
  severity: 'high',
  status: 'fail',
  subject: 'arn:aws:s3:::plain',
  subjectName: 'plain',
  subjectKind: 'AwsS3Bucket',
  account: '111122223333',
  service: 's3',
  firstSeen: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-01-02T00:00:00.000Z',
  frameworks: ['cis-aws-5.0:2.1.4'],
  detail: 'It is not encrypted.',
  ...given,
})

const anException: ExceptionRecord = {
  id: 'e1',
  finding: null,
  rule: 'aws-test',
  resource: null,
  tag: null,
  account: null,
  reason: 'public on purpose',
  author: 'ann',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-06-01T00:00:00.000Z',
  revokedAt: null,
  revokedBy: null,
  premise: [],
}

/** One finding of each status, one with a hostile name, and a toxic combination. */
export const everyFinding: readonly ExportedFinding[] = [
  aFinding(),
  aFinding({ id: 'f2', subject: `arn:aws:s3:::${HOSTILE}`, subjectName: HOSTILE, detail: HOSTILE }),
  aFinding({ id: 'f3', status: 'not-evaluated', subject: '111122223333', subjectKind: 'AwsAccount' }),
  aFinding({ id: 'f4', status: 'excepted', exception: 'e1', subject: 'arn:aws:s3:::site' }),
  aFinding({ id: 'f5', status: 'resolved', subject: 'arn:aws:s3:::mended' }),
  aFinding({
    id: 'f6',
    rule: 'aws-tc',
    ruleKind: 'toxic-combination',
    subject: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
    path: ['Internet', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1', 'arn:aws:iam::111122223333:role/r'],
  }),
  aFinding({ id: 'f7', rule: 'azure-gone', account: '/tenants/t', ruleKind: null, frameworks: null }),
]

export const aVulnerability = (given: Partial<VulnerabilityRow> = {}): VulnerabilityRow => ({
  resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
  name: 'web',
  kind: 'AwsEc2Instance',
  account: '111122223333',
  vulnerability: 'CVE-2021-44228',
  props: {
    severity: 'critical',
    score: 10,
    cvss: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H',
    exploit: 'public',
    epss: 0.97,
    fix: 'partial',
    packages: ['log4j-core 2.14.1', 'unversioned'],
  },
  ...given,
})

/** One of which all is told, one of which nothing is, and one that is no CVE. */
const everyVulnerability: readonly VulnerabilityRow[] = [
  aVulnerability(),
  aVulnerability({ name: null, account: null, props: {} }),
  aVulnerability({ vulnerability: 'GHSA-jfh8-c2jp-5v3q', name: HOSTILE }),
]

export const exported = (given: Partial<Exported> = {}): Exported => ({
  scan: { id: 'scan-2', startedAt: '2026-01-02T00:00:00.000Z' },
  findings: everyFinding,
  vulnerabilities: everyVulnerability,
  passes: null,
  rules: new Map(
    [
      aRule({ attack: ['T1530', 'T1078.004'] }),
      aRule({ id: 'aws-tc', kind: 'toxic-combination', title: 'A public machine with a strong role' }),
    ].map((rule) => [rule.id, rule]),
  ),
  exceptions: new Map([[anException.id, anException]]),
  frameworks: new Map([['cis-aws-5.0', 'CIS AWS Foundations Benchmark 5.0.0']]),
  version: '1.2.3',
  ...given,
})
