import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chokepoint } from './testkit.ts'

let folder = ''
let config = ''
let store = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-own-'))
  config = join(folder, 'chokepoint.yaml')
  store = `file:${join(folder, 'estate.grafeo')}`
  await writeFile(config, 'rules: { folder: rules, timeoutSeconds: 2 }\n')
  const { exit, stdout } = await chokepoint('rules', 'new', 'aws-s3-ours', '--folder', join(folder, 'rules'))
  expect(exit).toBe(0)
  file = stdout.trim()
})
afterEach(() => rm(folder, { recursive: true }))

const edit = async (before: string, after: string): Promise<void> =>
  writeFile(file, (await readFile(file, 'utf8')).replaceAll(before, after))
const findings = async (): Promise<readonly { status: string; detail: string }[]> => {
  const { stdout } = await chokepoint('findings', '--rule', 'aws-s3-ours', '--store', store)
  return JSON.parse(stdout)
}

test('a rule of the configured folder is evaluated like any other', async () => {
  await edit('STARTS WITH $prefix', "<> ''")
  expect((await chokepoint('demo', '--store', store, '--config', config)).exit).toBe(0)
  const found = await findings()
  expect(found.length).toBeGreaterThan(0)
  expect(found.every(({ status }) => status === 'fail')).toBe(true)
})

test('a rule that takes too long is not evaluated, and says so', async () => {
  const product = Array.from({ length: 6 }, (_, at) => `(r${at}:Resource)`).join(', ')
  await edit(
    'MATCH (resource:AwsS3Bucket)\n  WHERE resource.name STARTS WITH $prefix\n',
    `MATCH (resource:AwsS3Bucket), ${product}\n  WHERE r0.name + r1.name + r2.name + r3.name + r4.name + r5.name = $prefix\n`,
  )
  const { exit } = await chokepoint('demo', '--store', store, '--config', config)
  expect(exit).toBe(0)
  const found = await findings()
  expect(found.length).toBeGreaterThan(0)
  for (const { status, detail } of found) {
    expect(status).toBe('not-evaluated')
    expect(detail).toContain('took longer than the time limit')
  }
  const others = await chokepoint('findings', '--status', 'fail', '--store', store)
  expect(JSON.parse(others.stdout).length).toBeGreaterThan(0)
}, 60_000)

test('what the configuration gives for a parameter is asked for', async () => {
  const rule = 'aws-org-delegated-admins'
  const failing = async (name: string) => {
    const own = `file:${join(folder, name)}`
    expect((await chokepoint('demo', '--store', own, '--config', config)).exit).toBe(0)
    const { stdout } = await chokepoint('findings', '--rule', rule, '--status', 'fail', '--store', own)
    return JSON.parse(stdout).map(({ subject }: { subject: string }) => subject)
  }
  expect(await failing('usual.grafeo')).toEqual(['223344556677'])
  await writeFile(config, `rules: { parameters: { ${rule}: { approved: ["223344556677"] } } }\n`)
  expect(await failing('approved.grafeo')).toEqual([])
})

test('a faulty rule exits 2, names file and reason, and nothing is read', async () => {
  await edit('resource.name', 'resource.nmae')
  const { exit, stderr } = await chokepoint('demo', '--store', store, '--config', config)
  expect(exit).toBe(2)
  expect(stderr).toContain(`${file}: aws-s3-ours: query: resource has no property nmae`)
  expect((await chokepoint('scans', '--store', store)).stdout).toBe('[]\n')
  const lint = await chokepoint('rules', 'lint', file)
  expect(lint.exit).toBe(1)
  expect(lint.stdout).toContain('nmae')
})

test('rules test takes a file, a folder or an id', async () => {
  for (const name of [file, join(folder, 'rules'), 'aws-s3-ours']) {
    const { exit, stderr } = await chokepoint('rules', 'test', name, '--config', config)
    expect([exit, stderr]).toEqual([0, '2 passed, 0 failed\n'])
  }
})

test('rules new refuses an id that is taken, and a kind that does not exist', async () => {
  const taken = await chokepoint('rules', 'new', 'aws-s3-bucket-public-read', '--folder', folder)
  expect(taken).toMatchObject({ exit: 2, stderr: expect.stringContaining('a rule of this id already') })
  const odd = await chokepoint('rules', 'new', 'aws-s3-odd', '--folder', folder, '--subject', 'AwsS3Bukket')
  expect(odd).toMatchObject({ exit: 2, stderr: expect.stringContaining('did you mean AwsS3Bucket?') })
})
