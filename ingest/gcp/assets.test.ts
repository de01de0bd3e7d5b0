import { expect, test } from 'vitest'
import { COMMON_PROPERTIES } from '../../graph/schema/define.ts'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import { assetsOf } from './assets.testkit.ts'
import { ASSET_KINDS } from './kinds/index.ts'

test.each(ASSET_KINDS)(
  'of $type nothing is told that the schema does not declare',
  async ({ type, kind }) => {
    const { ids, props, coverage } = await assetsOf(
      { type, name: 'one', bindings: [] },
      { type, name: 'two' },
    )
    const declared = { ...COMMON_PROPERTIES, ...NODE_KINDS.get(kind)?.properties }
    const told = ids.flatMap((id) => Object.keys(props(id) ?? {}))
    expect(told.filter((name) => !Object.hasOwn(declared, name))).toEqual([])
    expect(coverage.missing).toMatchObject([{ call: 'asset list', state: 'UNSUPPORTED', resource: null }])
  },
)
