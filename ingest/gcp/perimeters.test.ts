import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { readInputs } from '../files/read.ts'
import { collectAll, type Job } from '../run.ts'
import { type FakeAsset, fakeGoogle, type Trouble } from './fake.testkit.ts'
import { withGcpJobs } from './jobs.ts'
import { PERIMETER_LINES, POLICY } from './perimeters.fixture.ts'
import { exportLines, SHOP } from './shop.fixture.ts'

const NOW = '2026-11-21T00:00:00Z'
const HOST = `//accesscontextmanager.googleapis.com/${POLICY}`
const KINDS = ['GcpAccessPolicy', 'GcpAccessLevel', 'GcpServicePerimeter']

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chokepoint-perimeters-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function collected(jobs: readonly Job[]) {
  const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
  const facts = mergePartitions(null, partitions, NOW)
  const own = [...facts.nodes.values()].filter(({ kind }) => KINDS.includes(kind))
  const held = [...facts.relationships.values()].filter(({ to }) => own.some(({ id }) => id === to))
  return {
    nodes: new Map(own.map((node) => [node.id, node])),
    held: held.map(({ from, kind, to }) => `${from} ${kind} ${to}`).sort(),
    coverage: partitions.find(({ coverage }) => coverage.service === 'perimeters')?.coverage,
  }
}

async function live(assets: readonly FakeAsset[], trouble?: Trouble) {
  const google = await fakeGoogle({ assets, ...(trouble !== undefined && { trouble }) })
  const options = { connection: google.connection, organizations: ['1'] }
  return withGcpJobs(options, collected).finally(google.close)
}

async function fromFile(assets: readonly FakeAsset[]) {
  const file = join(folder, 'assets.json')
  await writeFile(file, exportLines(assets))
  return collected((await readInputs([file], { providers: FILE_PROVIDERS })).jobs)
}

describe('perimeters of VPC Service Controls', () => {
  test('are what is enforced, whatever is tried out', async () => {
    const { nodes, held } = await live([...SHOP, ...PERIMETER_LINES])
    expect(nodes.get(`${HOST}/servicePerimeters/shop`)?.props).toMatchObject({
      name: 'around the shop',
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      resources: ['projects/42'],
      restrictedServices: ['storage.googleapis.com'],
      accessLevels: [`${POLICY}/accessLevels/office`],
      dryRun: true,
    })
    expect(nodes.get(`${HOST}/accessLevels/odd`)?.props.conditions).toBeNull()
    expect(held).toEqual([
      `${HOST} CONTAINS ${HOST}/accessLevels/odd`,
      `${HOST} CONTAINS ${HOST}/accessLevels/office`,
      `${HOST} CONTAINS ${HOST}/servicePerimeters/shop`,
      `organizations/1 CONTAINS ${HOST}`,
    ])
  })

  test('are the same live and from the file of an export', async () => {
    const [asked, read] = [
      await live([...SHOP, ...PERIMETER_LINES]),
      await fromFile([...SHOP, ...PERIMETER_LINES]),
    ]
    expect(asked.nodes.size).toBe(4)
    expect(read.nodes).toEqual(asked.nodes)
    expect(read.held).toEqual(asked.held)
  })

  test('are also read where an export has them as resources', async () => {
    const perimeter = PERIMETER_LINES[3]?.servicePerimeter ?? {}
    const { nodes } = await fromFile([
      ...SHOP,
      {
        name: `${HOST}/servicePerimeters/shop`,
        assetType: 'accesscontextmanager.googleapis.com/ServicePerimeter',
        ancestors: ['organizations/1'],
        resource: { data: perimeter },
      },
    ])
    expect([...nodes.keys()]).toEqual([`${HOST}/servicePerimeters/shop`])
  })

  test('that may not be read keep nothing else from being read', async () => {
    const { coverage } = await live(SHOP, (content) => (content === 'ACCESS_POLICY' ? 7 : undefined))
    expect(coverage).toMatchObject({
      account: 'organizations/1',
      state: 'DENIED',
      reason: expect.stringContaining('PERMISSION_DENIED'),
    })
  })

  test('that an export does not hold are told as not in it', async () => {
    expect((await fromFile(SHOP)).coverage).toMatchObject({
      account: 'organizations/1',
      state: 'UNSUPPORTED',
      reason: expect.stringContaining('not in the export'),
    })
  })
})
