import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-cli-'))
  store = `file:${join(folder, 'estate.grafeo')}`
  const { exit } = await chokepoint('demo', '--store', store)
  expect(exit).toBe(0)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const json = (text: string): unknown => JSON.parse(text)
const list = z.array(z.record(z.string(), z.json()))

describe('usage', () => {
  test('an unknown command exits 2 and suggests the near one', async () => {
    const { exit, stderr } = await chokepoint('path')
    expect(exit).toBe(2)
    expect(stderr).toContain('Did you mean paths?')
  })

  test('an unknown choice exits 2 and names the choices', async () => {
    const { exit, stderr } = await chokepoint('paths', '--severity', 'horrible', '--store', store)
    expect(exit).toBe(2)
    expect(stderr).toContain('--severity horrible: choose from critical, high, medium, low, info')
  })

  test('an unknown kind suggests the near one', async () => {
    const { exit, stderr } = await chokepoint('resources', '--kind', 'AwsIamRoles', '--store', store)
    expect(exit).toBe(2)
    expect(stderr).toContain('did you mean AwsIamRole?')
  })

  test('--help exits 0 and lists every command', async () => {
    const { exit, stdout } = await chokepoint('--help')
    expect(exit).toBe(0)
    for (const command of ['demo', 'serve', 'ingest', 'paths', 'findings', 'query', 'export'])
      expect(stdout).toContain(command)
  })

  test('reading Google Cloud without saying what exits 2 and says how', async () => {
    const { exit, stderr } = await chokepoint('ingest', 'gcp', '--store', 'memory:')
    expect(exit).toBe(2)
    expect(stderr).toContain('--organization ID, --folder ID or --project ID')
  })

  test('a dry run of Google Cloud lists each request once, with its permission', async () => {
    const { exit, stdout } = await chokepoint('ingest', 'gcp', '--dry-run')
    expect(exit).toBe(0)
    const { calls } = z.object({ calls: list }).parse(json(stdout))
    expect(new Set(calls.map(({ request }) => request)).size).toBe(calls.length)
    expect(calls).toContainEqual({
      call: 'asset list',
      request: 'cloudasset.googleapis.com AssetService.ListAssets RESOURCE',
      permission: 'cloudasset.assets.listResource',
    })
  })

  test('an unknown store scheme exits 4 and says which there are', async () => {
    const { exit, stderr } = await chokepoint('scans', '--store', 'mysql://db')
    expect(exit).toBe(4)
    expect(stderr).toContain('file:PATH')
  })

  test('a Neo4j that does not answer exits 4 in one line that says what to do', async () => {
    const { exit, stderr } = await chokepoint('scans', '--store', 'bolt://127.0.0.1:1')
    expect(exit).toBe(4)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('--store')
  })

  test('an empty store exits 2 and says what to do', async () => {
    const { exit, stderr } = await chokepoint('paths', '--store', 'memory:')
    expect(exit).toBe(2)
    expect(stderr).toContain('chokepoint ingest')
  })
})

describe('demo', () => {
  test('does not touch a store that holds something', async () => {
    const { exit, stderr } = await chokepoint('demo', '--store', store)
    expect(exit).toBe(2)
    expect(stderr).toContain('is not empty')
  })
})

describe('paths', () => {
  test('prints ranked paths in the documented shape', async () => {
    const { exit, stdout } = await chokepoint('paths', '--store', store)
    const [first] = list.parse(json(stdout))
    expect(exit).toBe(0)
    for (const key of [
      'id',
      'severity',
      'likelihood',
      'impact',
      'entry',
      'target',
      'techniques',
      'steps',
      'scan',
    ])
      expect(first).toHaveProperty(key)
  })

  test('--fail-on exits 1 when a path is that bad, 0 when none is', async () => {
    expect((await chokepoint('paths', '--fail-on', 'critical', '--store', store)).exit).toBe(1)
    const lesser = await chokepoint('paths', '--severity', 'low', '--fail-on', 'critical', '--store', store)
    expect(lesser.exit).toBe(0)
  })

  test('--from an id that does not exist exits 2 and names it', async () => {
    const { exit, stderr } = await chokepoint('paths', '--from', 'arn:aws:iam::1:user/none', '--store', store)
    expect(exit).toBe(2)
    expect(stderr).toContain('arn:aws:iam::1:user/none')
  })
})

describe('query', () => {
  test('gives rows', async () => {
    const cypher = 'MATCH (a:AwsAccount) RETURN count(a) AS accounts'
    const { exit, stdout } = await chokepoint('query', cypher, '--store', store)
    expect(exit).toBe(0)
    expect(json(stdout)).toEqual([{ accounts: 3 }])
  })

  test.each(['CREATE (n:X) RETURN n', 'MATCH (n) DETACH DELETE n', 'CALL db.labels()'])(
    'refuses %s',
    async (cypher) => {
      const { exit, stderr } = await chokepoint('query', cypher, '--store', store)
      expect(exit).toBe(2)
      expect(stderr).not.toBe('')
    },
  )
})

describe('show', () => {
  test('an account with its relationships counted', async () => {
    const [account] = list.parse(
      json((await chokepoint('resources', '--kind', 'AwsIamRole', '--store', store)).stdout),
    )
    const { exit, stdout } = await chokepoint('show', String(account?.id), '--store', store)
    expect(exit).toBe(0)
    expect(z.object({ relationships: list }).parse(json(stdout)).relationships.length).toBeGreaterThan(0)
  })
})

describe('ingest file', () => {
  test('a file that is no input exits 2, names it, and stores nothing', async () => {
    const file = join(folder, 'notes.json')
    await writeFile(file, '{"hello":')
    const before = (await chokepoint('scans', '--store', store)).stdout
    const { exit, stderr } = await chokepoint('ingest', 'file', file, '--store', store)
    expect(exit).toBe(2)
    expect(stderr).toContain('notes.json')
    expect((await chokepoint('scans', '--store', store)).stdout).toBe(before)
  })

  test('an export reads back to an equal graph', async () => {
    const file = join(folder, 'snapshot.ndjson')
    const copy = `file:${join(folder, 'copy.grafeo')}`
    await chokepoint('export', '--out', file, '--store', store)
    const { exit } = await chokepoint('ingest', 'file', file, '--store', copy)
    expect(exit).toBe(0)
    const again = join(folder, 'again.ndjson')
    await chokepoint('export', '--out', again, '--store', copy)
    expect(await recordsOf(again)).toEqual(await recordsOf(file))
  })
})

/** The records of an export, whatever the order of lines and of keys. */
async function recordsOf(file: string): Promise<ReadonlySet<string>> {
  const [, ...records] = (await readFile(file, 'utf8')).trimEnd().split('\n')
  return new Set(records.map((line) => JSON.stringify(sorted(JSON.parse(line)))))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
