import { expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'
import { ASSET_KINDS } from './kinds/index.ts'
import { WORKLOAD_CASES } from './kinds.testkit.ts'
import { COMPUTE_CASES } from './kinds-compute.testkit.ts'
import { DATA_CASES } from './kinds-data.testkit.ts'
import { TAG_CASES } from './kinds-tags.testkit.ts'

const CASES = [...COMPUTE_CASES, ...DATA_CASES, ...TAG_CASES, ...WORKLOAD_CASES]

test.each(CASES.map((one) => [one.says ?? one.type, one] as const))('%s', async (_, given) => {
  const { type, name = 'one', data, ancestors, kind, props, lacks = [], relations = [], inside } = given
  const { node, from, relationships } = await assetsOf({
    type,
    name,
    data,
    ...(ancestors !== undefined && { ancestors }),
  })
  const id = given.id ?? (name.startsWith('//') ? name : named(type, name))
  expect(node(id)).toMatchObject({ kind, props })
  for (const property of lacks) expect(node(id)?.props).not.toHaveProperty(property)
  expect(from(id)).toEqual(relations)
  const containers = relationships.filter((one) => one.kind === 'CONTAINS' && one.to === id)
  expect(containers.map((one) => one.from)).toEqual(inside === undefined ? [] : [inside])
})

test('every type of asset that is read has a case', () => {
  const types = new Set(CASES.map(({ type }) => type))
  expect(ASSET_KINDS.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([])
})
