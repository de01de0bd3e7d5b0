import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { packageFile } from '../../graph/package-root.ts'
import { partitionKey } from '../../graph/snapshot/records.ts'
import { graphOf, liveJobs, readFiles, useAnyKeys } from '../../tools/aws/read.ts'
import { ApiError, type ApiSource } from '../collector.ts'
import { readInputs } from '../files/index.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { collectAll, type Job } from '../run.ts'

const corpus = resolve(packageFile(), process.env.CHOKEPOINT_CORPUS ?? '../shared/corpus')
const endpoint = inject('awsEndpoint')

/**
 * The exporter puts right what the emulator gets wrong, so two things differ by its doing: ids have the prefix that
 * AWS gives them, and the credential report has the root user's line.
 */
const MENDED = ['uniqueId', 'rootLastUsed']

/** It also takes out the key and the subnet that the emulator invents for a development endpoint. */
const MENDED_CALLS = ['glue get-dev-endpoints']

const SCENARIOS = [
  ['labs/lambda-001', '111111111111'],
  ['labs/ec2-002', '111111111111'],
  ['labs/codebuild-002', '111111111111'],
  ['labs/ecs-005', '111111111111'],
  ['labs/glue-005', '111111111111'],
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
      const asked = await jobsAsExported(folder, account)
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

/** Live jobs that ask what the exporter asked. What it had to make up, as the emulator has it not, comes from its files. */
async function jobsAsExported(folder: string, account: string): Promise<Job[]> {
  const { made, synthesized } = await callsOf(join(folder, account))
  const files = (await readInputs([folder], { providers: FILE_PROVIDERS })).jobs
  const jobs = await liveJobs(endpoint, account)
  return jobs.map((job) => {
    const file = files.find(({ partition }) => partitionKey(partition) === partitionKey(job.partition))
    const live: ApiSource = {
      async call(call, input) {
        if (file !== undefined && synthesized.has(call)) return file.source.call(call, input)
        if (!made.has(call)) throw new ApiError(`${call}: not in the export`, 'UNSUPPORTED', 'NotInExport')
        return job.source.call(call, input)
      },
    }
    return { ...job, source: live }
  })
}

/** `service operation` of every call that the exporter made, and of those that it answered itself. */
async function callsOf(folder: string): Promise<{
  readonly made: ReadonlySet<string>
  readonly synthesized: ReadonlySet<string>
}> {
  const files = await readdir(folder, { recursive: true })
  const answered = files.map((file) => file.split('/').slice(1, 3)).filter((parts) => parts.length === 2)
  const list = async (name: string) => {
    const path = join(folder, name)
    return existsSync(path) ? z.array(NAMED).parse(JSON.parse(await readFile(path, 'utf8'))) : []
  }
  return {
    made: new Set([
      ...answered.map(([service, operation]) => `${service} ${operation?.replace(/\.json$/, '')}`),
      ...(await list('errors.json')),
      ...(await list('empty.json')),
    ]),
    synthesized: new Set([...(await list('synthesized.json')), ...MENDED_CALLS]),
  }
}

/** A call as the exporter's lists name it, without the resource. */
const NAMED = z
  .union([z.string(), z.object({ call: z.string() }).transform(({ call }) => call)])
  .transform((call) => call.split(' ').slice(0, 2).join(' '))
