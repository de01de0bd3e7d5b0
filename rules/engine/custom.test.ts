import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../graph/store/open.ts'
import { loadControls } from './controls.ts'
import { loadCatalogue, loadCustomRules, refuseUnplannable } from './custom.ts'
import { loadFrameworks } from './frameworks.ts'
import { lintRules } from './lint.ts'
import { loadRules } from './load.ts'
import { skeletonOf, subjectsOf } from './skeleton.ts'
import { testRule } from './test-rule.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-rules-'))
})
afterEach(() => rm(folder, { recursive: true }))

const text = (id: string): string =>
  skeletonOf({ id, provider: 'aws', service: 's3', subject: 'AwsS3Bucket' })

async function write(path: string, source: string): Promise<string> {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, source)
  return file
}

describe('a skeleton', () => {
  test.each([
    ['aws', 's3'],
    ['aws', 'iam'],
    ['azure', 'storage'],
  ] as const)('of %s %s passes the linter and its own tests', async (provider, service) => {
    const subject = subjectsOf(provider, service)[0] ?? ''
    const id = `${provider}-${service}-ours`
    await write(`${provider}/${service}/${id}.yaml`, skeletonOf({ id, provider, service, subject }))
    const rules = await loadCustomRules(folder)
    const named = { frameworks: await loadFrameworks(), controls: await loadControls() }
    expect(lintRules(rules, named)).toEqual([])
    const store = await openStore('memory:')
    for (const rule of rules)
      for (const { problems } of await testRule(rule, store)) expect(problems).toEqual([])
    await store.close()
  })
})

test('rules of one’s own stand beside the catalogue and say which file they are of', async () => {
  const file = await write('aws/s3/aws-s3-ours.yaml', text('aws-s3-ours'))
  const rules = await loadCatalogue(folder)
  expect(rules).toHaveLength((await loadRules()).length + 1)
  expect(rules.find(({ id }) => id === 'aws-s3-ours')).toMatchObject({ file, service: 's3' })
  expect(rules.filter((rule) => rule.file !== undefined)).toHaveLength(1)
})

describe('a file that is wrong is refused by its name, with the reason:', () => {
  test.each([
    ['a label', 'AwsS3Bucket)\n  WHERE', 'AwsS3Bukkit)\n  WHERE', 'no node has the label AwsS3Bukkit'],
    ['a property', 'resource.name STARTS', 'resource.nam STARTS', 'has no property nam'],
    ['a clause', 'WHERE resource.name', 'CALL { RETURN 1 } WHERE resource.name', 'the clause CALL'],
    ['a parameter', 'WITH $prefix', 'WITH $suffix', '$suffix is not a parameter'],
    ['a field', 'severity: low', 'severity: terrible', 'severity'],
  ])('%s', async (_what, before, after, reason) => {
    const file = await write('aws/s3/aws-s3-bad.yaml', text('aws-s3-bad').replace(before, after))
    const error: unknown = await loadCatalogue(folder).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'RuleFileError', message: expect.stringContaining(file) })
    expect(error).toMatchObject({ message: expect.stringContaining(reason) })
  })

  test('an id that the catalogue has', async () => {
    const file = await write('aws/s3/aws-s3-bucket-public-read.yaml', text('aws-s3-bucket-public-read'))
    await expect(loadCatalogue(folder)).rejects.toThrow(
      `${file}: a rule of the catalogue is called aws-s3-bucket-public-read already`,
    )
  })

  test('an id that two files have', async () => {
    await write('aws/s3/aws-s3-ours.yaml', text('aws-s3-ours'))
    await write('more/s3/aws-s3-ours.yaml', text('aws-s3-ours'))
    await expect(loadCatalogue(folder)).rejects.toThrow('has a rule called aws-s3-ours too')
  })

  test('a file outside any service, and one that ends in .yml: they are not passed over', async () => {
    await write('aws-s3-ours.yaml', text('aws-s3-ours'))
    await expect(loadCatalogue(folder)).rejects.toThrow('lie in the folder of their service')
    await rm(join(folder, 'aws-s3-ours.yaml'))
    await write('aws/s3/aws-s3-ours.yml', text('aws-s3-ours'))
    await expect(loadCatalogue(folder)).rejects.toThrow('end in .yaml')
  })

  test('a folder that is not there', async () => {
    await expect(loadCatalogue(join(folder, 'none'))).rejects.toThrow('no such file or folder')
  })
})

test('a query that the store cannot plan is refused by file; one that it can is not run', async () => {
  const file = await write(
    'aws/s3/aws-s3-ours.yaml',
    text('aws-s3-ours').replace('resource.name STARTS', 'frobnicate(resource.name) STARTS'),
  )
  const store = await openStore('memory:')
  await expect(refuseUnplannable(await loadCustomRules(folder), store)).rejects.toThrow(file)
  await expect(refuseUnplannable(await loadRules(), store)).resolves.toBeUndefined()
  await store.close()
})
