import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chokepoint } from './testkit.ts'

let folder = ''
let store = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-report-'))
  store = `file:${join(folder, 'estate.grafeo')}`
  expect((await chokepoint('demo', '--store', store)).exit).toBe(0)
}, 60_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

const report = (...argv: readonly string[]) => chokepoint('report', ...argv, '--store', store)

test('the report of the sample estate is the same in each form', async () => {
  const { requirements, sections } = JSON.parse((await report('cis-aws-5.0')).stdout)
  expect(requirements.fail).toBeGreaterThan(5)
  const failing = sections.flatMap((section: { requirements: { id: string; status: string }[] }) =>
    section.requirements.filter(({ status }) => status === 'fail'),
  )
  expect(failing).toHaveLength(requirements.fail)
  const csv = (await report('cis-aws-5.0', '--format', 'csv')).stdout
  const html = join(folder, 'report.html')
  expect(await report('cis-aws-5.0', '--html', '--output', html)).toMatchObject({
    exit: 0,
    stdout: `${html}\n`,
  })
  const page = await readFile(html, 'utf8')
  for (const { id } of failing) {
    expect(csv).toContain(`cis-aws-5.0,${id},`)
    expect(page).toContain(`id="r-${id}"`)
  }
})

test('--pdf writes a PDF', async () => {
  const file = join(folder, 'report.pdf')
  expect((await report('cis-aws-5.0', '--pdf', '--output', file)).exit).toBe(0)
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-')
})

test('--account leaves the others out; one that was not read exits 2', async () => {
  const whole = JSON.parse((await report('cis-aws-5.0')).stdout)
  const [account] = whole.accounts
  const one = JSON.parse((await report('cis-aws-5.0', '--account', account.id)).stdout)
  expect(one.accounts).toEqual([account])
  expect(one.resources.failing).toBeLessThan(whole.resources.failing)
  expect(await report('cis-aws-5.0', '--account', '999999999999')).toMatchObject({ exit: 2 })
})

test('--fail-on exits 1 when something in it fails at or over the severity', async () => {
  expect((await report('cis-aws-5.0', '--fail-on', 'critical')).exit).toBe(1)
  const own = join(folder, '111111111111', 'global', 'sts')
  await mkdir(own, { recursive: true })
  await writeFile(join(own, 'get-caller-identity.json'), '{ "Account": "111111111111" }')
  const elsewhere = `file:${join(folder, 'without-azure.grafeo')}`
  await chokepoint('ingest', 'file', join(folder, '111111111111'), '--store', elsewhere)
  const none = await chokepoint('report', 'cis-azure-3.0', '--fail-on', 'info', '--store', elsewhere)
  expect(none.exit).toBe(0)
}, 60_000)

test('a framework that does not exist exits 2 and names those there are', async () => {
  const { exit, stderr } = await report('cis-aws-5')
  expect(exit).toBe(2)
  expect(stderr).toContain('did you mean cis-aws-5.0?')
})

test('two formats at once exit 2', async () => {
  expect((await report('cis-aws-5.0', '--pdf', '--html')).exit).toBe(2)
})
