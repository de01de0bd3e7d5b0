import { expect, test } from 'vitest'
import { toOcsf } from './ocsf.ts'
import { aFinding, aVulnerability, exported } from './testkit.ts'

const [event] = toOcsf(exported({ findings: [aFinding()], vulnerabilities: [] }))
const eventOf = (given: Parameters<typeof aFinding>[0]) =>
  toOcsf(exported({ findings: [aFinding(given)] }))[0]

test('a misconfiguration is a compliance finding that fails', () => {
  expect(event).toMatchObject({
    class_uid: 2003,
    type_uid: 200302,
    severity_id: 4,
    compliance: { status_id: 3, requirements: ['cis-aws-5.0:2.1.4'] },
    cloud: { provider: 'AWS', account: { uid: '111122223333', type_id: 10 } },
    resources: [{ uid: 'arn:aws:s3:::plain', type: 'AwsS3Bucket' }],
  })
})

test('requirements are of standards with their full names', () => {
  expect(event).toMatchObject({ compliance: { standards: ['CIS AWS Foundations Benchmark 5.0.0'] } })
})

test('a toxic combination is a detection finding with its way as a graph', () => {
  const path = ['Internet', 'i-1', 'role']
  expect(eventOf({ rule: 'aws-tc', ruleKind: 'toxic-combination', subject: 'i-1', path })).toMatchObject({
    class_uid: 2004,
    is_alert: true,
    finding_info: {
      attack_graph: {
        nodes: [{ uid: 'Internet' }, { uid: 'i-1' }, { uid: 'role' }],
        edges: [
          { source: 'Internet', target: 'i-1' },
          { source: 'i-1', target: 'role' },
        ],
      },
    },
  })
})

test('what was not evaluated is no detection, and has no verdict', () => {
  const open = eventOf({ ruleKind: 'toxic-combination', status: 'not-evaluated' })
  expect(open).toMatchObject({ class_uid: 2003, status_id: 99, compliance: { status_id: 0 } })
})

test('what is excepted is suppressed and says by whom and why', () => {
  expect(eventOf({ status: 'excepted', exception: 'e1' })).toMatchObject({
    status_id: 3,
    comment: 'excepted by ann until 2026-06-01T00:00:00.000Z: public on purpose',
  })
})

test('a resolved finding closes, and is not called a pass', () => {
  expect(eventOf({ status: 'resolved' })).toMatchObject({ activity_id: 3, compliance: { status_id: 99 } })
})

test('techniques of ATT&CK are told as technique and sub-technique', () => {
  expect(event).toMatchObject({
    finding_info: {
      attacks: [
        { technique: { uid: 'T1530' } },
        { technique: { uid: 'T1078' }, sub_technique: { uid: 'T1078.004' } },
      ],
    },
  })
})

const found = (given: Parameters<typeof aVulnerability>[0] = {}) =>
  toOcsf(exported({ findings: [], vulnerabilities: [aVulnerability(given)] }))[0]

test('what a scanner found is a vulnerability finding with score, exploit, fix and packages', () => {
  expect(found()).toMatchObject({
    class_uid: 2002,
    type_uid: 200200,
    severity_id: 5,
    resources: [{ uid: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1', type: 'AwsEc2Instance' }],
    vulnerabilities: [
      {
        cve: {
          uid: 'CVE-2021-44228',
          cvss: [{ version: '3.1', base_score: 10 }],
          epss: { score: '0.97' },
        },
        is_exploit_available: true,
        is_fix_available: true,
        fix_coverage_id: 2,
        affected_packages: [{ name: 'log4j-core', version: '2.14.1' }],
      },
    ],
  })
})

test('of what the scanner does not say nothing is said', () => {
  const event = JSON.stringify(found({ props: {} }))
  expect(event).toContain('"severity_id":0')
  expect(event).not.toMatch(/is_exploit_available|is_fix_available|epss|cvss/)
})

test('what has no CVE is an advisory', () => {
  expect(found({ vulnerability: 'GHSA-1' })).toMatchObject({
    vulnerabilities: [{ advisory: { uid: 'GHSA-1' } }],
  })
})
