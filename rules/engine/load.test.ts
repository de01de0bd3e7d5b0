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

const { id: _id, service: _service, frameworks: _frameworks, ...file } = aRule()
const text = (given: object = {}): string => stringify({ ...file, ...given })

test('a rule is called like its file and belongs to the service of its folder', async () => {
  await write('aws/s3/aws-s3-plain.yaml', text())
  const [rule, ...more] = await loadRules(folder)
  expect(more).toEqual([])
  expect(rule).toEqual({ ...aRule(), id: 'aws-s3-plain', service: 's3', frameworks: rule?.frameworks })
})

test('a rule bears on what it names; another requirement of its framework it does not bear on', async () => {
  await write('aws/s3/aws-s3-plain.yaml', text({ requirements: ['cis-aws-5.0:2.1.4'] }))
  const [rule] = await loadRules(folder)
  expect(rule?.frameworks.filter((requirement) => requirement.startsWith('cis-aws-5.0:'))).toEqual([
    'cis-aws-5.0:2.1.4',
  ])
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
  await expect(loadRules(folder)).rejects.toThrow('aws-same: two rules have this id')
})

test('a family gives one rule for each variant, with what it says in place of the family', async () => {
  const { title: _title, ...shared } = file
  const variants = {
    'aws-s3-one': { title: 'One' },
    'aws-s3-two': { title: 'Two', severity: 'low', parameters: { ports: [2] } },
  }
  await write(
    'aws/s3/aws-s3-family.yaml',
    stringify({ ...shared, parameters: { ports: [1], days: 3 }, variants }),
  )
  const [one, two, ...more] = await loadRules(folder)
  expect(more).toEqual([])
  expect(one).toMatchObject({
    id: 'aws-s3-one',
    title: 'One',
    severity: 'high',
    parameters: { ports: [1], days: 3 },
  })
  expect(two).toMatchObject({
    id: 'aws-s3-two',
    title: 'Two',
    severity: 'low',
    parameters: { ports: [2], days: 3 },
  })
})

test('the tests of a family speak of the parameters of each variant', async () => {
  const tests = [
    { name: 'finds $size', nodes: { a: { kind: 'AwsS3Bucket', encryption: '$kind' } }, finds: ['a'] },
    { name: 'passes', nodes: { a: { kind: 'AwsS3Bucket', encryption: '$other' } }, finds: [] },
  ]
  const variants = {
    'aws-s3-one': { parameters: { kind: 'AES256' } },
    'aws-s3-two': { parameters: { kind: 'none' } },
  }
  await write('aws/s3/aws-s3-family.yaml', text({ tests, variants }))
  const rules = await loadRules(folder)
  expect(rules.map((rule) => rule.tests.map(({ nodes }) => nodes.a?.encryption))).toEqual([
    ['AES256', '$other'],
    ['none', '$other'],
  ])
})

test('a wrong field of a variant is told with its line there', async () => {
  const variants = { 'aws-s3-one': { title: 'One', severity: 'terrible' } }
  const lines = text({ variants }).split('\n')
  const at = lines.findIndex((line) => line.includes('terrible'))
  await write('aws/s3/aws-s3-family.yaml', lines.join('\n'))
  await expect(loadRules(folder)).rejects.toThrow(
    `aws/s3/aws-s3-family.yaml:${at + 1}: variants.aws-s3-one.severity: Invalid option`,
  )
})
