import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { graphOf, liveJobs, readFiles, useAnyKeys } from '../../tools/aws/read.ts'
import { ApiError, type ApiSource } from '../collector.ts'
import { collectAll } from '../run.ts'

const corpus = resolve(packageFile(), process.env.CHOKEPOINT_CORPUS ?? '../shared/corpus')
const endpoint = inject('awsEndpoint')

/**
 * The exporter puts right what the emulator gets wrong, so two things differ by its doing: ids have the prefix that
 * AWS gives them, and the credential report has the root user's line.
 */
const MENDED = ['uniqueId', 'rootLastUsed']

const SCENARIOS = [
  ['labs/lambda-001', '111111111111'],
  ['labs/ec2-002', '111111111111'],
  ['iam-vulnerable', '555555555555'],
] as const

beforeAll(() => {
  useAnyKeys()
  if (!existsSync(corpus)) throw new Error(`no scenarios at ${corpus}; CHOKEPOINT_CORPUS names their folder`)
})

describe.each(SCENARIOS)('%s', (scenario, account) => {
  test('read live, it is the graph of its export', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chokepoint-lab-'))
    try {
      const lab = join(corpus, scenario)
      await python('seed.py', '--endpoint', endpoint, '--reset', '1', lab)
      const resources = join(lab, 'resources.json')
      await python(
        'export.py',
        '--endpoint',
        endpoint,
        '--account',
        account,
        '--resources',
        resources,
        folder,
      )
      const exported = await readFiles(folder)
      const calls = await callsOf(join(folder, account))
      const jobs = await liveJobs(endpoint, account)
      const asked = jobs.map((job) => ({ ...job, source: onlyCalls(job.source, calls) }))
      const { partitions } = await collectAll(asked)
      expect(partitions.map(({ coverage }) => [coverage.service, coverage.state])).toEqual(
        exported.map(({ coverage }) => [coverage.service, coverage.state]),
      )
      expect(graphOf(partitions, MENDED)).toEqual(graphOf(exported, MENDED))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

async function python(script: string, ...args: string[]): Promise<void> {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
  await promisify(execFile)(join(inject('awsTools'), 'python'), [script, ...args], { cwd: corpus, env })
}

/** `service operation` of every call that the exporter made. */
async function callsOf(folder: string): Promise<ReadonlySet<string>> {
  const files = await readdir(folder, { recursive: true })
  const made = files.map((file) => file.split('/').slice(1, 3)).filter((parts) => parts.length === 2)
  const refused: { call: string }[] = JSON.parse(await readFile(join(folder, 'errors.json'), 'utf8'))
  return new Set([
    ...made.map(([service, operation]) => `${service} ${operation?.replace(/\.json$/, '')}`),
    ...refused.map(({ call }) => call.split(' ').slice(0, 2).join(' ')),
  ])
}

/** A source that answers only what the exporter asked too. */
const onlyCalls = (source: ApiSource, calls: ReadonlySet<string>): ApiSource => ({
  async call(call, input) {
    if (!calls.has(call)) throw new ApiError(`${call}: not in the export`, 'UNSUPPORTED', 'NotInExport')
    return source.call(call, input)
  },
})
