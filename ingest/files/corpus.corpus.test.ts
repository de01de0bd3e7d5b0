import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { packageFile } from '../../graph/package-root.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { collectAll } from '../run.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const CORPUS = process.env.CHOKEPOINT_CORPUS ?? packageFile('..', 'shared', 'corpus')

const start = z.union([z.string(), z.object({ arn: z.string() }).transform(({ arn }) => arn)])
const expectedFile = z.union([
  z.object({ start }).transform((answer) => [answer.start]),
  z
    .object({ positives: z.array(z.object({ start })), negatives: z.array(z.object({ start })) })
    .transform(({ positives, negatives }) => [...positives, ...negatives].map((answer) => answer.start)),
])

const scenarios = ['labs', '.']
  .flatMap((folder) =>
    existsSync(join(CORPUS, folder))
      ? readdirSync(join(CORPUS, folder)).map((name) => join(folder, name))
      : [],
  )
  .filter((scenario) => existsSync(join(CORPUS, scenario, 'expected.json')))

test('the corpus has all of its scenarios', () => {
  expect(scenarios).toHaveLength(70)
})

describe.each(scenarios)('%s', async (scenario) => {
  const { jobs } = await readInputs([join(CORPUS, scenario, 'export')], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs)
  const { nodes } = mergePartitions(null, partitions, '2026-11-21T00:00:00.000Z')

  test('is read without an error', () => {
    const failed = partitions
      .map(({ coverage }) => coverage)
      .filter(({ state }) => state !== 'OK' && state !== 'UNSUPPORTED')
    expect(failed).toEqual([])
  })

  test('has every principal that an attack starts from', () => {
    const starts = expectedFile.parse(
      JSON.parse(readFileSync(join(CORPUS, scenario, 'expected.json'), 'utf8')),
    )
    const missing = starts.filter((arn) => nodes.get(arn)?.props.stub !== undefined || !nodes.has(arn))
    expect(missing).toEqual([])
  })
})
