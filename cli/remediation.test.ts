import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-remediation-'))
  store = `file:${join(folder, 'estate.grafeo')}`
  const { exit } = await chokepoint('demo', '--store', store)
  expect(exit).toBe(0)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const fix = z.object({
  id: z.string(),
  changes: z.array(z.record(z.string(), z.json())).min(1),
  removesPaths: z.number(),
  paths: z.array(z.string()),
  riskRemoved: z.number(),
  verified: z.boolean(),
  remediation: z.object({ console: z.string(), cli: z.string(), terraform: z.string() }),
  usage: z.string(),
})
const simulation = z.object({
  closed: z.array(z.string()),
  opened: z.array(z.object({ id: z.string() })),
  before: z.object({ score: z.number(), paths: z.number() }),
  after: z.object({ score: z.number(), paths: z.number() }),
})

const read = async (...argv: readonly string[]): Promise<unknown> => {
  const { exit, stdout, stderr } = await chokepoint(...argv, '--store', store)
  expect(stderr).not.toContain('fault')
  expect(exit).toBe(0)
  return JSON.parse(stdout)
}

async function simulateChanges(changes: unknown): Promise<z.infer<typeof simulation>> {
  const file = join(folder, 'changes.json')
  await writeFile(file, JSON.stringify(changes))
  return simulation.parse(await read('simulate', file))
}

test('simulating the first fix closes the paths and removes the risk that the fix says', async () => {
  const [first] = z
    .array(fix)
    .min(1)
    .parse(await read('fixes', '--first', '3'))
  const answer = await simulateChanges(first?.changes)
  expect(answer.closed).toEqual(first?.paths)
  expect(answer.closed).toHaveLength(first?.removesPaths ?? -1)
  expect(answer.before.score - answer.after.score).toBeCloseTo(first?.riskRemoved ?? -1, 4)
}, 120_000)

test('a change that opens a way is told as opened, and raises the risk', async () => {
  const everyone = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  }
  const { closed, opened, before, after } = await simulateChanges([
    {
      change: 'attach-policy',
      to: 'arn:aws:iam::223344556677:role/storefront-web',
      document: everyone,
    },
  ])
  expect(closed).toEqual([])
  expect(opened.length).toBeGreaterThan(0)
  expect(after.score).toBeGreaterThan(before.score)
}, 60_000)

test('a change of something that does not exist exits 2 and names it', async () => {
  const file = join(folder, 'wrong.json')
  await writeFile(file, JSON.stringify([{ change: 'delete', resource: 'arn:aws:s3:::nowhere' }]))
  const { exit, stderr } = await chokepoint('simulate', file, '--store', store)
  expect(exit).toBe(2)
  expect(stderr).toContain('arn:aws:s3:::nowhere')
})

test('an unknown change exits 2 and lists those there are', async () => {
  const file = join(folder, 'unknown.json')
  await writeFile(file, JSON.stringify([{ change: 'wish' }]))
  const { exit, stderr } = await chokepoint('simulate', file, '--store', store)
  expect(exit).toBe(2)
  expect(stderr).toContain('detach-policy')
})

test('the blast radius of the Internet names the targets in reach', async () => {
  const radius = z
    .object({ reached: z.number(), classes: z.array(z.object({ name: z.string(), reached: z.number() })) })
    .parse(await read('blast-radius', 'Internet'))
  expect(radius.reached).toBeGreaterThan(0)
  expect(radius.classes.find(({ name }) => name === 'admin')?.reached).toBeGreaterThan(0)
})

test('choke points are ranked by the risk that ends with them', async () => {
  const points = z
    .array(z.object({ risk: z.number() }))
    .min(1)
    .parse(await read('choke-points'))
  const risks = points.map(({ risk }) => risk)
  expect(risks).toEqual(risks.toSorted((a, b) => b - a))
})

test('a guardrail says which paths open without it', async () => {
  const guardrail = z.object({ id: z.string(), opensPaths: z.number(), verified: z.boolean() })
  const found = z
    .array(guardrail)
    .min(1)
    .parse(await read('guardrails'))
  expect(found[0]?.verified).toBe(true)
  expect(found[0]?.opensPaths).toBeGreaterThan(0)
}, 60_000)
