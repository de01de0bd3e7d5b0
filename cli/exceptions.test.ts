import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-exceptions-'))
  store = `file:${join(folder, 'estate.grafeo')}`
  expect((await chokepoint('demo', '--store', store)).exit).toBe(0)
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const findings = z.array(z.object({ id: z.string(), rule: z.string(), status: z.string() })).min(1)
const answer = z.object({ id: z.string(), covers: z.number(), premise: z.array(z.string()) })

const run = (...argv: readonly string[]) => chokepoint(...argv, '--store', store)
const read = async (...argv: readonly string[]): Promise<unknown> => {
  const { exit, stdout, stderr } = await run(...argv)
  expect([exit, stderr]).toEqual([0, expect.not.stringContaining('fault')])
  return JSON.parse(stdout)
}
const statusOf = async (id: string) =>
  findings
    .parse(await read('findings', '--status', 'fail,excepted', '--first', '10000'))
    .find((finding) => finding.id === id)?.status

test('an exception holds at once, shows in the list, and ends when it is revoked', async () => {
  const [first] = findings.parse(await read('findings', '--status', 'fail', '--first', '1'))
  const id = first?.id ?? ''
  const made = answer.parse(await read('exceptions', 'add', '--finding', id, '--reason', 'a lab'))
  expect(made).toMatchObject({ covers: 1, premise: ['exposure', 'sensitivity', 'attack-paths', 'path'] })
  expect(await statusOf(id)).toBe('excepted')
  expect(await read('exceptions', 'list')).toMatchObject([{ id: made.id, state: 'active', finding: id }])
  await read('exceptions', 'revoke', made.id)
  expect(await statusOf(id)).toBe('fail')
  expect(await read('exceptions', 'list')).toMatchObject([{ id: made.id, state: 'revoked' }])
}, 60_000)

const refusals: readonly [string, readonly string[], string][] = [
  ['without a reason', ['--rule', 'aws-iam-root-mfa'], 'reason'],
  ['about nothing', ['--reason', 'x'], 'what does it cover'],
  ['about a rule that is not there', ['--rule', 'aws-nope', '--reason', 'x'], 'no rule aws-nope'],
  ['of a finding that is not there', ['--finding', 'feed', '--reason', 'x'], 'no finding feed'],
  ['that is over already', ['--account', '1', '--reason', 'x', '--expires', '2020-01-01'], 'over already'],
  ['until a day that is none', ['--account', '1', '--reason', 'x', '--expires', 'soon'], 'soon'],
  ['on a fact that is none', ['--account', '1', '--reason', 'x', '--premise', 'mood'], 'mood'],
]
test.each(refusals)('an exception %s is refused with what is wrong', async (_name, given, told) => {
  const { exit, stderr } = await run('exceptions', 'add', ...given)
  expect([exit, stderr]).toEqual([2, expect.stringContaining(told)])
})
