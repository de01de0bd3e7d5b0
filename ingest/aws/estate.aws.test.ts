import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageFile } from '../../graph/package-root.ts'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { CollectedPartition } from '../../graph/snapshot/records.ts'
import { openStore } from '../../graph/store/open.ts'
import { startCli } from '../../tools/aws/cli.ts'
import { keysOf, REGION } from '../../tools/aws/estate/clients.ts'
import { SEEDED_SERVICES, seedEstate } from '../../tools/aws/estate/index.ts'
import { type Moto, startMoto } from '../../tools/aws/moto.ts'
import { startProxy } from '../../tools/aws/proxy.ts'
import { type Graph, graphOf, readFiles, readLive, useAnyKeys } from '../../tools/aws/read.ts'

const ACCOUNT = '222222222222'
const NOW = '2026-11-21T00:00:00.000Z'
/** The AWS CLI reads the description of a service anew for every call. */
const CLI_MINUTES = 20

let moto: Moto
let member: string
let live: readonly CollectedPartition[]
let graph: Graph

beforeAll(async () => {
  useAnyKeys()
  moto = await startMoto({ images: false })
  member = await seedEstate(moto.endpoint, ACCOUNT)
  live = await readLive(moto.endpoint, ACCOUNT)
  graph = graphOf(live)
})

afterAll(() => moto.stop())

const nodesOf = (kind: string) => Object.values(graph.nodes).filter((node) => node.kind === kind)
const nodeNamed = (kind: string, name: string) => nodesOf(kind).find((node) => node.props.name === name)

const seeded = () => live.filter(({ coverage }) => SEEDED_SERVICES.includes(coverage.service))

/**
 * The emulator has no SSM agents, and knows neither primary contacts nor central root access nor lifecycle configurations
 * nor the settings of EC2 for a region.
 */
const NOT_EMULATED = [
  'account get-contact-information',
  'iam list-organizations-features',
  'ec2 get-instance-metadata-defaults',
  'ec2 get-image-block-public-access-state',
  'ec2 get-snapshot-block-public-access-state',
  'ssm describe-instance-information',
  'sagemaker list-notebook-instance-lifecycle-configs',
]

test('every call about the estate that the emulator knows is answered', () => {
  const unanswered = seeded().flatMap(({ coverage }) => coverage.missing.map(({ call }) => call))
  expect(unanswered).toEqual(NOT_EMULATED)
})

test('every partition of the estate holds something', () => {
  expect(seeded().filter(({ nodes }) => nodes.length === 0)).toEqual([])
})

test('every node, property and relationship is declared', () => {
  const unknown = [
    ...Object.values(graph.nodes).flatMap((node) => {
      const declared = NODE_KINDS.get(node.kind)?.properties
      return declared === undefined
        ? [node.kind]
        : Object.keys(node.props).filter((name) => !isDeclared(name, declared))
    }),
    ...Object.values(graph.relationships)
      .map(({ kind }) => kind)
      .filter((kind) => !RELATIONSHIP_KINDS.has(kind)),
  ]
  expect([...new Set(unknown)]).toEqual([])
})

/** The emulator writes Macie's dates in a form that the CLI passes on and the SDK refuses. */
const understood = (partitions: readonly CollectedPartition[]) =>
  partitions.filter(({ coverage }) => coverage.service !== 'macie')

const COMMON = ['name', 'provider', 'account', 'region', 'tags', 'createdAt', 'stub']
const isDeclared = (name: string, declared: object) => name in declared || COMMON.includes(name)

test('the export that the AWS CLI writes gives the same graph', {
  timeout: CLI_MINUTES * 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-export-'))
  try {
    await exportWithCli(folder)
    expect(graphOf(understood(await readFiles(folder)))).toEqual(graphOf(understood(live)))
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function exportWithCli(folder: string): Promise<void> {
  const keys = await keysOf(moto.endpoint, ACCOUNT)
  const script = packageFile('ingest', 'files', 'aws-export.sh')
  // S3 Control puts the account before the host name; a proxy spares the CLI from resolving that.
  const proxy = await startProxy(moto.endpoint, () => null)
  const cli = await startCli(moto.bin)
  try {
    await promisify(execFile)('bash', [script, '--region', REGION, '--out', folder], {
      env: {
        PATH: `${cli.bin}${delimiter}${process.env.PATH}`,
        HOME: folder,
        AWS_ENDPOINT_URL: moto.endpoint,
        // What the emulator does not know it does not know the second time either.
        AWS_MAX_ATTEMPTS: '1',
        HTTP_PROXY: proxy.endpoint,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        AWS_SESSION_TOKEN: keys.sessionToken,
      },
    })
  } finally {
    await cli.stop()
    await proxy.close()
  }
}

test('publishing the same estate twice changes nothing', async () => {
  const store = await openStore('memory:')
  try {
    const publish = async (id: string) => {
      const token = await store.writeToken()
      const snapshot = mergePartitions(
        await store.loadSnapshot(),
        await readLive(moto.endpoint, ACCOUNT),
        NOW,
      )
      return store.publish({ scan: { id, startedAt: NOW, source: 'test' }, snapshot, token })
    }
    await publish('one')
    const { nodes, relationships } = await publish('two')
    const none = { added: 0, changed: 0, removed: 0 }
    expect({ nodes, relationships }).toEqual({ nodes: none, relationships: none })
  } finally {
    await store.close()
  }
})

test.each(['iam', 's3', 'ec2', 'lambda', 'kms', 'secretsmanager', 'organizations'])(
  'a denied %s deletes nothing',
  async (service) => {
    const before = mergePartitions(null, live, NOW)
    const proxy = await startProxy(moto.endpoint, (passing) =>
      passing.service === service ? 'AccessDenied' : null,
    )
    try {
      const partitions = await readLive(proxy.endpoint, ACCOUNT)
      const denied = partitions.find(({ coverage }) => coverage.service === service)
      expect(denied?.coverage.state).toBe('DENIED')
      const after = mergePartitions(before, partitions, NOW)
      expect([...after.nodes.keys()].sort()).toEqual([...before.nodes.keys()].sort())
      expect([...after.relationships.keys()].sort()).toEqual([...before.relationships.keys()].sort())
    } finally {
      await proxy.close()
    }
  },
)

test('a policy text comes through as it was written', () => {
  const policy = nodeNamed('AwsIamPolicy', 'deploy')
  expect(policy?.props.document).toMatchObject({
    Statement: [{ Resource: 'arn:aws:s3:::harbour-data/100%25+ä/*' }],
  })
})

test('of environment values only the kinds of credential are kept', () => {
  expect(nodeNamed('AwsLambdaFunction', 'webhook')?.props).toMatchObject({
    environmentNames: ['DB_PASSWORD', 'STAGE'],
    environmentCredentialKinds: ['password'],
  })
  expect(JSON.stringify(graph)).not.toContain('correct-horse')
})

test('of user data only the kinds of credential and the ids of keys are kept', () => {
  expect(nodeNamed('AwsEc2Instance', 'web-1')?.props).toMatchObject({
    userDataKinds: ['aws-access-key'],
    userDataAccessKeyIds: ['AKIAQYLPMN5HXAMPLE77'],
  })
  expect(JSON.stringify(graph)).not.toContain('#!/bin/sh')
})

test('no value of a secret or parameter is asked for', () => {
  expect(JSON.stringify(graph)).not.toContain('not a secret')
})

test('a member of the organization has the policies of every level above it', () => {
  const levels = graph.nodes[member]?.props.serviceControlPolicies
  expect(JSON.stringify(levels)).toContain('organizations:LeaveOrganization')
  expect(Array.isArray(levels) ? levels.length : 0).toBe(3)
})

test('the roles, groups and policies of a user are related to it', () => {
  const user = nodeNamed('AwsIamUser', 'ana')?.id
  const kinds = Object.values(graph.relationships).filter(({ from }) => from === user)
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(['HAS_MFA_DEVICE', 'MEMBER_OF'])
})
