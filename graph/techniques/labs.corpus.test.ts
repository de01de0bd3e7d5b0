import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readInputs } from '../../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../../ingest/files/providers.ts'
import { collectAll } from '../../ingest/run.ts'
import { deriveSnapshot } from '../derive.ts'
import type { AttackPath } from '../paths/path.ts'
import { searchPaths } from '../paths/search.ts'
import { mergePartitions } from '../snapshot/merge.ts'
import type { Snapshot } from '../snapshot/records.ts'

const CORPUS = process.env.CHOKEPOINT_CORPUS ?? '../shared/corpus'
const NOW = '2026-11-21T00:00:00Z'

if (!existsSync(`${CORPUS}/labs`))
  throw new Error(`no corpus at ${CORPUS}; set CHOKEPOINT_CORPUS to its folder`)

const Lab = z.object({
  catalogue: z.string().nullable(),
  permissions: z.array(z.object({ principal: z.string(), action: z.string(), resource: z.string() })),
  start: z.object({ arn: z.string() }),
  target: z.object({ account: z.string() }),
})

async function derive(folder: string): Promise<Snapshot> {
  const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs, {})
  return deriveSnapshot(mergePartitions(null, partitions, NOW)).snapshot
}

const read = (path: string): unknown => JSON.parse(readFileSync(`${CORPUS}/${path}/expected.json`, 'utf8'))

const pathsFrom = (snapshot: Snapshot, from: string, account: string): readonly AttackPath[] =>
  searchPaths(snapshot, { from, to: `admin:${account}`, now: NOW })

const evidenceOf = (paths: readonly AttackPath[]): readonly string[] =>
  paths.flatMap(({ steps }) => steps.flatMap(({ evidence }) => evidence.map(({ detail }) => detail)))

/** Known to the labs only under another number, or under none. */
const NOT_IN_CATALOGUE = null

describe.each(readdirSync(`${CORPUS}/labs`).sort())('%s', (lab) => {
  const expected = Lab.parse(read(`labs/${lab}`))
  let paths: readonly AttackPath[]
  beforeAll(async () => {
    const snapshot = await derive(`${CORPUS}/labs/${lab}/export`)
    paths = pathsFrom(snapshot, expected.start.arn, expected.target.account)
  })

  test('its start reaches administrator', () => {
    expect(paths).not.toEqual([])
  })
  test.skipIf(expected.catalogue === NOT_IN_CATALOGUE)('by the technique it shows', () => {
    expect(paths.flatMap(({ techniques }) => techniques)).toContain(expected.catalogue)
  })
  test.each(expected.permissions)('with $action as evidence', ({ action }) => {
    const shown = evidenceOf(paths).map((detail) => detail.toLowerCase())
    expect(shown.some((detail) => detail.includes(action.toLowerCase()))).toBe(true)
  })
})

const Answers = z.object({
  target: z.object({ account: z.string() }),
  positives: z.array(z.object({ start: z.string(), techniques: z.array(z.string()) })),
  negatives: z.array(z.object({ start: z.string() })),
})

describe('an account with every technique at once', () => {
  const answers = Answers.parse(read('iam-vulnerable'))
  let snapshot: Snapshot
  beforeAll(async () => {
    snapshot = await derive(`${CORPUS}/iam-vulnerable/export`)
  })
  const paths = (start: string) => pathsFrom(snapshot, start, answers.target.account)

  test.each(answers.positives)('$start reaches administrator', ({ start }) => {
    expect(paths(start)).not.toEqual([])
  })
  test.each(answers.positives)('$start has one of $techniques', ({ start, techniques }) => {
    const found = paths(start).flatMap((path) => path.techniques)
    expect(techniques.some((technique) => found.includes(technique))).toBe(true)
  })
  test.each(answers.negatives)('$start does not', ({ start }) => {
    expect(paths(start).map(({ title }) => title)).toEqual([])
  })
})
