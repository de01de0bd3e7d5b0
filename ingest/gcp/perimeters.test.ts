import { describe, expect, test } from 'vitest'
import { type ReadAssets, readExport, readLive } from './both-ways.testkit.ts'
import type { FakeAsset } from './fake.testkit.ts'
import { PERIMETER_LINES, POLICY } from './perimeters.fixture.ts'
import { SHOP } from './shop.fixture.ts'

const HOST = `//accesscontextmanager.googleapis.com/${POLICY}`
const KINDS = ['GcpAccessPolicy', 'GcpAccessLevel', 'GcpServicePerimeter']

function told({ facts, coverageOf }: ReadAssets) {
  const own = [...facts.nodes.values()].filter(({ kind }) => KINDS.includes(kind))
  const held = [...facts.relationships.values()].filter(({ to }) => own.some(({ id }) => id === to))
  return {
    nodes: new Map(own.map((node) => [node.id, node])),
    held: held.map(({ from, kind, to }) => `${from} ${kind} ${to}`).sort(),
    coverage: coverageOf('perimeters'),
  }
}

const live = async (...of: Parameters<typeof readLive>) => told(await readLive(...of))
const fromFile = async (assets: readonly FakeAsset[]) => told(await readExport(assets))

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
    const { coverage } = await live(SHOP, {
      trouble: (content) => (content === 'ACCESS_POLICY' ? 7 : undefined),
    })
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
