import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-findings-'))
  store = `file:${join(folder, 'estate.grafeo')}`
  expect((await chokepoint('demo', '--store', store)).exit).toBe(0)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const findings = (...argv: readonly string[]) => chokepoint('findings', ...argv, '--store', store)
const countOf = async (): Promise<number> => JSON.parse((await findings('--first', '100000')).stdout).length

describe('a form of another product holds every finding', () => {
  test('OCSF is an array, or a line for each', async () => {
    const count = await countOf()
    const events: readonly object[] = JSON.parse((await findings('--format', 'ocsf')).stdout)
    expect(events).toHaveLength(count)
    const { stdout } = await findings('--format', 'ocsf-ndjson')
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(events)
  })

  test('SARIF is one log', async () => {
    const log = JSON.parse((await findings('--format', 'sarif')).stdout)
    expect(log.runs[0].results).toHaveLength(await countOf())
  })

  test('JUnit has a case for each, and with --passes more', async () => {
    const { stdout } = await findings('--format', 'junit')
    expect(stdout.match(/<testcase /g)).toHaveLength(await countOf())
    const more = await findings('--format', 'junit', '--passes')
    expect(more.stdout.match(/<testcase /g)?.length).toBeGreaterThan(await countOf())
  })
})

test('--passes with another form exits 2 and says where it belongs', async () => {
  const { exit, stderr } = await findings('--format', 'csv', '--passes')
  expect(exit).toBe(2)
  expect(stderr).toContain('--format junit')
})

test('a form that a command does not have exits 2 and names those it has', async () => {
  const { exit, stderr } = await chokepoint('paths', '--format', 'sarif', '--store', store)
  expect(exit).toBe(2)
  expect(stderr).toContain('table, json, ndjson, csv')
})

test('--fail-on exits 1 when something fails at or over the severity, and 0 when nothing does', async () => {
  expect((await findings('--fail-on', 'critical')).exit).toBe(1)
  expect((await findings('--rule', 'aws-no-such-rule', '--fail-on', 'info')).exit).toBe(0)
  const posture = await chokepoint('posture', '--fail-on', 'critical', '--store', store)
  expect(posture.exit).toBe(1)
  expect((await chokepoint('posture', '--store', store)).exit).toBe(0)
})

test('rules list --path-risk puts what passing is worth first, and what is not known last, as null', async () => {
  const { stdout } = await chokepoint('rules', 'list', '--path-risk', '--store', store)
  const risks: readonly { pathRisk: { removed: number | null; unknown: readonly string[] } }[] =
    JSON.parse(stdout)
  const removed = risks.map(({ pathRisk }) => pathRisk.removed)
  expect(removed[0]).toBeGreaterThan(0)
  expect(removed.at(-1)).toBeNull()
  expect(removed).toEqual([...removed].sort((one, other) => (other ?? -1) - (one ?? -1)))
  for (const { pathRisk } of risks)
    expect(pathRisk.removed === null && pathRisk.unknown.length === 0).toBe(false)
})

test('rules list --by-control mends all failing rules of a control together', async () => {
  const { stdout } = await chokepoint('rules', 'list', '--by-control', '--store', store)
  const [first] = JSON.parse(stdout)
  expect(first.pathRisk.removed).toBeGreaterThan(0)
  expect(first.rules.length).toBeGreaterThan(0)
})
