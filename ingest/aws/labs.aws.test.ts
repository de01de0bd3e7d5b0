import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { deriveSnapshot } from '../../graph/derive.ts'
import { packageFile } from '../../graph/package-root.ts'
import { searchPaths } from '../../graph/paths/search.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { type CollectedPartition, partitionKey, type Snapshot } from '../../graph/snapshot/records.ts'
import { graphOf, liveJobs, readFiles, useAnyKeys } from '../../tools/aws/read.ts'
import { type Loaded, openScenarios, type Scenarios } from '../../tools/aws/scenarios.ts'
import { ApiError, type ApiSource } from '../collector.ts'
import { readInputs } from '../files/index.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { collectAll, type Job } from '../run.ts'

const corpus = resolve(packageFile(), process.env.CHOKEPOINT_CORPUS ?? '../shared/corpus')
if (!existsSync(corpus)) throw new Error(`no scenarios at ${corpus}; CHOKEPOINT_CORPUS names their folder`)

const NOW = '2026-11-21T00:00:00Z'
const SCENARIOS = [...readdirSync(join(corpus, 'labs')).map((lab) => `labs/${lab}`), 'iam-vulnerable'].sort()

/**
 * What the emulator has no answer to, or a wrong one, where an answer hangs on it: the exporter's own answer is taken
 * for these calls, as it makes it from what the emulator holds.
 */
const NOT_EMULATED: { readonly [scenario: string]: readonly string[] } = {
  // moto has no App Runner
  'labs/apprunner-002': ['apprunner list-services', 'apprunner describe-service'],
  // nor code interpreters
  'labs/bedrock-002': [
    'bedrock-agentcore-control list-code-interpreters',
    'bedrock-agentcore-control get-code-interpreter',
  ],
  // it forgets buildBatchConfig
  'labs/codebuild-003': ['codebuild batch-get-projects'],
  // and enableExecuteCommand; its tasks stop by themselves
  'labs/ecs-006': ['ecs describe-services', 'ecs describe-tasks'],
  // no SSM agent registers with it
  'labs/ssm-001': ['ssm describe-instance-information'],
  'labs/ssm-002': ['ssm describe-instance-information'],
  // it invents an instance of IAM Identity Center for every account that asks, and has the default event bus, of which
  // this export says nothing
  'iam-vulnerable': [
    'ssm describe-instance-information',
    'sso-admin list-instances',
    'events list-event-buses',
  ],
}

let scenarios: Scenarios
beforeAll(async () => {
  useAnyKeys()
  scenarios = await openScenarios(inject('awsTools'), corpus)
})
afterAll(() => scenarios.stop())

describe.each(SCENARIOS)('%s', (scenario) => {
  const folder = join(corpus, scenario)
  const accounts = readdirSync(join(folder, 'export'))
  const lacking = NOT_EMULATED[scenario] ?? []
  let loaded: Loaded
  let shipped: Reading
  beforeAll(async () => {
    loaded = await scenarios.load(folder)
    shipped = readingOf(folder, await readFiles(join(folder, 'export')))
  })

  test('read live, it gives the answers and the edges of its export', async () => {
    const partitions = await Promise.all(accounts.map((account) => readAccount(loaded, account, lacking)))
    expect(readingOf(folder, restored(loaded, partitions.flat()))).toEqual(shipped)
  })

  if (lacking.length > 0)
    test('which the emulator alone cannot hold', async () => {
      const partitions = await Promise.all(accounts.map((account) => readAccount(loaded, account, [])))
      expect(readingOf(folder, restored(loaded, partitions.flat()))).not.toEqual(shipped)
    })

  if (NODE_BY_NODE.includes(scenario))
    test.each(accounts)('and node by node the graph of a fresh export of %s', async (account) => {
      await loaded.export(account, async (out) => {
        const exported = await readFiles(out)
        const { partitions } = await collectAll(await jobsAsExported(loaded, account, out))
        expect(partitions.map(({ coverage }) => [coverage.service, coverage.state])).toEqual(
          exported.map(({ coverage }) => [coverage.service, coverage.state]),
        )
        expect(graphOf(partitions, MENDED)).toEqual(graphOf(exported, MENDED))
      })
    })
})

const Expected = z.union([
  z
    .object({ start: z.object({ arn: z.string() }), target: z.object({ account: z.string() }) })
    .transform(({ start, target }) => ({ starts: [start.arn], account: target.account })),
  z
    .object({
      positives: z.array(z.object({ start: z.string() })),
      negatives: z.array(z.object({ start: z.string() })),
      target: z.object({ account: z.string() }),
    })
    .transform(({ positives, negatives, target }) => ({
      starts: [...positives, ...negatives].map(({ start }) => start),
      account: target.account,
    })),
])

/** What a scenario comes to: for each start the techniques that lead to administrator, and every attack edge. */
interface Reading {
  readonly answers: { readonly [start: string]: readonly string[] }
  readonly edges: readonly string[]
}

function readingOf(folder: string, partitions: readonly CollectedPartition[]): Reading {
  const { snapshot } = deriveSnapshot(mergePartitions(null, partitions, NOW))
  const { starts, account } = Expected.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')))
  const answer = (from: string) =>
    searchPaths(snapshot, { from, to: `admin:${account}`, now: NOW })
      .map(({ techniques, likelihood }) => `${techniques.join(' ')} ${likelihood}`)
      .sort()
  return {
    answers: Object.fromEntries(starts.map((start) => [start, answer(start)])),
    edges: edgesOf(snapshot),
  }
}

const edgesOf = (snapshot: Snapshot): readonly string[] =>
  [...snapshot.relationships.values()]
    .filter(({ props }) => props.likelihood !== undefined)
    .map(({ from, kind, to, props }) => {
      const { technique = null, likelihood } = props
      return withoutChosenIds(`${from} ${kind} ${to} ${technique} ${likelihood}`)
    })
    .sort()

/** Ids that the cloud picks are others in every account: those of EC2, of access keys, of tasks, and what hangs on them. */
const withoutChosenIds = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replace(/(?<=[-/])[0-9a-f]{8,32}\b/g, '#')
    .replace(/AKIA[A-Z0-9]{16}/g, '#')

const restored = (loaded: Loaded, partitions: readonly CollectedPartition[]): readonly CollectedPartition[] =>
  z.array(z.custom<CollectedPartition>()).parse(JSON.parse(loaded.restore(JSON.stringify(partitions))))

/** An account read live; calls that the emulator lacks are answered from a fresh export. */
async function readAccount(
  loaded: Loaded,
  account: string,
  lacking: readonly string[],
): Promise<readonly CollectedPartition[]> {
  const jobs = await liveJobs(scenarios.endpoint, loaded.accountFor(account))
  if (lacking.length === 0) return (await collectAll(jobs)).partitions
  return loaded.export(account, async (out) => {
    const files = await fileSources(out)
    const mixed = jobs.map((job) => ({
      ...job,
      source: choosing((call) => (lacking.includes(call) ? files(job) : job.source)),
    }))
    return (await collectAll(mixed)).partitions
  })
}

const choosing = (sourceFor: (call: string) => ApiSource): ApiSource => ({
  call: (call, input) => sourceFor(call).call(call, input),
})

/** The partition of an export that a live job reads. */
async function fileSources(out: string): Promise<(job: Job) => ApiSource> {
  const { jobs } = await readInputs([out], { providers: FILE_PROVIDERS })
  const sources = new Map(jobs.map(({ partition, source }) => [partitionKey(partition), source]))
  return ({ partition }) => sources.get(partitionKey(partition)) ?? NOT_EXPORTED
}

const NOT_EXPORTED: ApiSource = {
  call: (call) => Promise.reject(new ApiError(`${call}: not in the export`, 'UNSUPPORTED', 'NotInExport')),
}

const NODE_BY_NODE = [
  'labs/lambda-001',
  'labs/ec2-002',
  'labs/codebuild-002',
  'labs/ecs-005',
  'labs/glue-005',
  'iam-vulnerable',
]

/**
 * The exporter puts right what the emulator gets wrong, so two things differ by its doing: ids have the prefix that
 * AWS gives them, and the credential report has the root user's line.
 */
const MENDED = ['uniqueId', 'rootLastUsed']

/** It also takes out the key and the subnet that the emulator invents for a development endpoint. */
const MENDED_CALLS = ['glue get-dev-endpoints']

/** Live jobs that ask what the exporter asked. What it had to make up, as the emulator has it not, comes from its files. */
async function jobsAsExported(loaded: Loaded, account: string, out: string): Promise<Job[]> {
  const { made, synthesized } = await callsOf(join(out, loaded.accountFor(account)))
  const files = await fileSources(out)
  const jobs = await liveJobs(scenarios.endpoint, loaded.accountFor(account))
  return jobs.map((job) => ({
    ...job,
    source: choosing((call) => {
      if (synthesized.has(call)) return files(job)
      return made.has(call) ? job.source : NOT_EXPORTED
    }),
  }))
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
