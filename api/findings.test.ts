import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  DEV,
  estate,
  finding,
  PROD,
  publishEstate,
  RULE,
  startService,
  type TestService,
  VAULT,
} from './testkit.ts'

const bucket = (at: number) => `arn:aws:s3:::logs-00${at}`
const FINDINGS = [
  finding(bucket(0), { id: 'a', severity: 'low', firstSeen: '2026-11-03T00:00:00Z' }),
  finding(bucket(1), { id: 'b', severity: 'high', firstSeen: '2026-11-02T00:00:00Z', account: DEV }),
  finding(bucket(2), {
    id: 'c',
    severity: 'critical',
    firstSeen: '2026-10-01T00:00:00Z',
    frameworks: ['pci:1.2'],
  }),
  finding(bucket(3), { id: 'd', rule: 'kms-rotation', title: 'Key without rotation', service: 'kms' }),
  finding(bucket(4), { id: 'e', status: 'resolved' }),
  finding(bucket(5), { id: 'f', status: 'not-evaluated' }),
  finding(VAULT, { id: 'g', ruleKind: 'toxic-combination', path: ['Internet', VAULT, 'gone'] }),
]

let service: TestService
beforeAll(async () => {
  service = await startService()
  await publishEstate(service.store, estate(), { findings: FINDINGS })
})
afterAll(() => service.close())

const ids = async (args: string): Promise<string[]> => {
  const answer = await service.query(`{ findings${args} { totalCount nodes { findingId } } }`)
  expect(answer.errors).toEqual([])
  const found = answer.data.findings.nodes.map((found: { findingId: string }) => found.findingId)
  expect(answer.data.findings.totalCount).toBe(found.length)
  return found
}

test('without a filter: all but the resolved, worst first', async () => {
  expect(await ids('')).toEqual(['c', 'b', 'd', 'a', 'f', 'g'])
})

test.each([
  ['filter: { rules: ["kms-rotation"] }', ['d']],
  ['filter: { rules: ["nope"] }', []],
  ['filter: { severities: [CRITICAL, HIGH] }', ['c', 'b']],
  ['filter: { severities: [INFO] }', []],
  ['filter: { statuses: [RESOLVED] }', ['e']],
  ['filter: { statuses: [EXCEPTED] }', []],
  ['filter: { statuses: [NOT_EVALUATED] }', ['f']],
  [`filter: { accounts: ["${DEV}"] }`, ['b']],
  ['filter: { accounts: ["999999999999"] }', []],
  ['filter: { services: ["kms"] }', ['d']],
  ['filter: { services: ["ec2"] }', []],
  ['filter: { frameworks: ["pci"] }', ['c']],
  ['filter: { frameworks: ["pci:1.2"] }', ['c']],
  ['filter: { frameworks: ["pc"] }', []],
  [`filter: { subject: "${VAULT}" }`, ['g']],
  ['filter: { subject: "vault" }', []],
  ['filter: { kind: TOXIC_COMBINATION }', ['g']],
  ['filter: { kind: MISCONFIGURATION, severities: [CRITICAL] }', ['c']],
  ['filter: { search: "ROTATION" }', ['d']],
  ['filter: { search: "logs-003" }', ['d']],
  ['filter: { search: "nothing like it" }', []],
])('%s gives %j', async (args, expected) => {
  expect(await ids(`(${args})`)).toEqual(expected)
})

test.each([
  ['FIRST_SEEN', 'ASC', 'c'],
  ['FIRST_SEEN', 'DESC', 'a'],
  ['SUBJECT', 'ASC', 'a'],
  ['SUBJECT', 'DESC', 'g'],
  ['RULE', 'ASC', 'd'],
  ['SEVERITY', 'ASC', 'd'],
])('ordered by %s %s, %s comes first', async (field, direction, first) => {
  expect((await ids(`(orderBy: { field: ${field}, direction: ${direction} })`))[0]).toBe(first)
})

test.each(['SEVERITY', 'FIRST_SEEN', 'RULE', 'SUBJECT'])(
  'pages by %s hold every finding once',
  async (field) => {
    for (const direction of ['ASC', 'DESC']) {
      const whole = await ids(`(orderBy: { field: ${field}, direction: ${direction} })`)
      const walked: string[] = []
      let after: string | null = null
      do {
        const answer = await service.query(
          `query ($after: String) { findings(first: 2, after: $after, orderBy: { field: ${field}, direction: ${direction} })
         { nodes { findingId } pageInfo { hasNextPage endCursor } } }`,
          { after },
        )
        const { nodes, pageInfo } = answer.data.findings
        walked.push(...nodes.map((found: { findingId: string }) => found.findingId))
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null
      } while (after !== null)
      expect(walked).toEqual(whole)
    }
  },
)

test('a facet counts without its own part of the filter and with all others', async () => {
  const answer = await service.query(`{
    findings(filter: { severities: [HIGH], accounts: ["${DEV}"] }) {
      facets { severities { value count } accounts { value label count } rules { value label count } statuses { value count } }
    }
  }`)
  const { severities, accounts, rules, statuses } = answer.data.findings.facets
  expect(severities).toEqual([{ value: 'HIGH', count: 1 }])
  expect(accounts).toEqual([{ value: DEV, label: 'dev', count: 1 }])
  expect(rules).toEqual([{ value: RULE.id, label: RULE.title, count: 1 }])
  expect(statuses).toEqual([{ value: 'FAIL', count: 1 }])
})

test('the facet of statuses shows the resolved, which the list leaves out', async () => {
  const answer = await service.query('{ findings { facets { statuses { value count } } } }')
  expect(answer.data.findings.facets.statuses).toContainEqual({ value: 'RESOLVED', count: 1 })
})

test('a toxic combination names its resources in order, those that are gone too', async () => {
  const answer = await service.query('{ finding(id: "g") { path { resourceId kind stub } } }')
  expect(answer.data.finding.path).toEqual([
    { resourceId: 'Internet', kind: 'Internet', stub: false },
    { resourceId: VAULT, kind: 'AwsS3Bucket', stub: false },
    { resourceId: 'gone', kind: 'Unknown', stub: true },
  ])
})

test('a finding whose rule left the catalogue still says what it said', async () => {
  const answer = await service.query('{ finding(id: "d") { rule { ruleId title severity } } }')
  expect(answer.data.finding.rule).toEqual({
    ruleId: 'kms-rotation',
    title: 'Key without rotation',
    severity: 'LOW',
  })
})

test('node answers for a finding by its opaque id', async () => {
  const { data } = await service.query('{ finding(id: "a") { id } }')
  const answer = await service.query('query ($id: ID!) { node(id: $id) { ... on Finding { findingId } } }', {
    id: data.finding.id,
  })
  expect(answer.data.node).toEqual({ findingId: 'a' })
})

test('rules restrict by text, kind and severity, and carry their counts', async () => {
  const found = async (args: string) => {
    const answer = await service.query(
      `{ rules${args} { totalCount nodes { ruleId failing passing notEvaluated } } }`,
    )
    return answer.data.rules.nodes
  }
  expect(await found('')).toEqual([{ ruleId: RULE.id, failing: 20, passing: 20, notEvaluated: 1 }])
  expect(await found('(search: "LOGGING", kind: MISCONFIGURATION, severity: LOW)')).toHaveLength(1)
  expect(await found('(search: "encryption")')).toEqual([])
  expect(await found('(kind: TOXIC_COMBINATION)')).toEqual([])
  expect(await found('(severity: HIGH)')).toEqual([])
})

test('coverage restricts by state and account, what could not be read first', async () => {
  const services = async (args: string) => {
    const answer = await service.query(`{ coverage${args} { totalCount nodes { service } } }`)
    expect(answer.data.coverage.totalCount).toBe(answer.data.coverage.nodes.length)
    return answer.data.coverage.nodes.map((found: { service: string }) => found.service)
  }
  expect(await services('')).toEqual(['kms', 's3'])
  expect(await services('(states: [OK])')).toEqual(['s3'])
  expect(await services('(states: [FAILED])')).toEqual([])
  expect(await services(`(accounts: ["${PROD}"])`)).toHaveLength(2)
  expect(await services(`(accounts: ["${DEV}"])`)).toEqual([])
})
