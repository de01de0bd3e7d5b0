import { describe, expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { type ReadAssets, readExport, readLive } from './both-ways.testkit.ts'
import { LIST_RELATIONSHIPS } from './calls.ts'
import type { FakeAsset } from './fake.testkit.ts'
import { relationships } from './relationships.ts'
import { SHOP } from './shop.fixture.ts'

const ZONE = '//compute.googleapis.com/projects/shop/zones/z'
const GROUP = `${ZONE}/instanceGroups/unmanaged`
const of = (name: string, asset: string, relationshipType = 'INSTANCE_TO_INSTANCEGROUP'): FakeAsset => ({
  name: `${ZONE}/instances/${name}`,
  assetType: 'compute.googleapis.com/Instance',
  ancestors: ['projects/42', 'folders/7', 'organizations/1'],
  relatedAsset: { asset, relationshipType },
})
const LINES = [of('b', GROUP), of('a', GROUP), of('a', `${ZONE}/disks/d`, 'INSTANCE_TO_DISK')]

const told = ({ facts, coverageOf }: ReadAssets) => ({
  group: facts.nodes.get(GROUP),
  coverage: coverageOf('relationships'),
})

async function live(options: Parameters<typeof readLive>[1]) {
  const found = await readLive([...SHOP, ...LINES], options)
  return { ...told(found), asked: found.asked.filter((one) => one.startsWith('RELATIONSHIP')) }
}

const fromFile = async (assets: readonly FakeAsset[]) => told(await readExport(assets))

describe('content RELATIONSHIP', () => {
  test('tells who is in a group that nobody manages', async () => {
    const { group, coverage } = await live({ relationships: true })
    expect(group?.props.members).toEqual([`${ZONE}/instances/a`, `${ZONE}/instances/b`])
    expect(coverage?.state).toBe('OK')
  })

  test('is not asked for unless told to, as it is sold apart', async () => {
    const { group, coverage, asked } = await live({})
    expect([group, coverage, asked]).toEqual([undefined, undefined, []])
  })

  test('that is refused is named, and nothing else is lost', async () => {
    const permissionDenied = 7
    const { group, coverage } = await live({
      relationships: true,
      trouble: (content) => (content === 'RELATIONSHIP' ? permissionDenied : undefined),
    })
    expect(group).toBeUndefined()
    expect(coverage).toMatchObject({ state: 'DENIED', reason: expect.stringContaining('relationship') })
  })

  test('of a file gives what it gives live, and a file without it lacks nothing', async () => {
    expect((await fromFile([...SHOP, ...LINES])).group).toEqual((await live({ relationships: true })).group)
    expect((await fromFile(SHOP)).coverage).toBeUndefined()
  })

  test('may list several at once, as exports once did', async () => {
    const { relatedAsset: _one, ...instance } = of('a', GROUP)
    const several = {
      ...instance,
      related_assets: { assets: [{ asset: GROUP }, { asset: `${ZONE}/disks/d` }] },
    }
    const found = await collectFrom(relationships, { [LIST_RELATIONSHIPS]: [several] })
    expect(found.props(GROUP)).toMatchObject({ members: [`${ZONE}/instances/a`] })
  })
})
