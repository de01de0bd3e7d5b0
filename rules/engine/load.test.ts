import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { loadRules } from './load.ts'
import { aRule } from './testkit.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

const { id: _id, service: _service, ...file } = aRule()
const text = (given: object = {}): string => stringify({ ...file, ...given })

test('a rule is called like its file and belongs to the service of its folder', async () => {
  await write('aws/s3/aws-s3-plain.yaml', text())
  expect(await loadRules(folder)).toEqual([{ ...aRule(), id: 'aws-s3-plain', service: 's3' }])
})

test('rules come sorted by id, and other files are left alone', async () => {
  await write('aws/s3/aws-s3-b.yaml', text())
  await write('aws/iam/aws-iam-a.yaml', text())
  await write('aws/iam/README.md', 'x')
  expect((await loadRules(folder)).map(({ id }) => id)).toEqual(['aws-iam-a', 'aws-s3-b'])
})

test('a folder without rules gives none', async () => {
  expect(await loadRules(join(folder, 'nothing'))).toEqual([])
})

test('a wrong field is told with file, line and name', async () => {
  const lines = text().split('\n')
  const at = lines.findIndex((line) => line.startsWith('severity:'))
  lines[at] = 'severity: terrible'
  await write('aws/s3/aws-s3-bad.yaml', lines.join('\n'))
  await expect(loadRules(folder)).rejects.toThrow(
    `aws/s3/aws-s3-bad.yaml:${at + 1}: severity: Invalid option`,
  )
})

test('a missing field is told', async () => {
  const { rationale: _rationale, ...rest } = file
  await write('aws/s3/aws-s3-bad.yaml', stringify(rest))
  await expect(loadRules(folder)).rejects.toThrow('aws/s3/aws-s3-bad.yaml:1: rationale: ')
})

test('an empty text and an unknown field are told together', async () => {
  await write('aws/s3/aws-s3-bad.yaml', text({ description: ' ', colour: 'red' }))
  await expect(loadRules(folder)).rejects.toThrow(/description: .*\n.*colour/s)
})

test('broken YAML is told with its place', async () => {
  await write('aws/s3/aws-s3-bad.yaml', 'title: "x\n')
  await expect(loadRules(folder)).rejects.toThrow(/aws-s3-bad\.yaml: .*line 2/s)
})

test('a rule of another provider is told', async () => {
  await write('aws/s3/aws-s3-bad.yaml', text({ provider: 'gcp' }))
  await expect(loadRules(folder)).rejects.toThrow('gcp rules lie under gcp/')
})

test('two files of one name are told', async () => {
  await write('aws/s3/aws-same.yaml', text())
  await write('aws/ec2/aws-same.yaml', text())
  await expect(loadRules(folder)).rejects.toThrow('aws-same: two rule files have this name')
})
