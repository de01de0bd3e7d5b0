import { expect, test } from 'vitest'
import { COMMON_PROPERTIES } from '../../graph/schema/define.ts'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import { parseAsset } from './asset.ts'
import { assetsOf } from './assets.testkit.ts'
import { assetRecords } from './assets.ts'
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
    expect(coverage.missing).toMatchObject([
      { call: 'asset list --content-type=org-policy', state: 'UNSUPPORTED' },
      { call: 'asset list', state: 'UNSUPPORTED', resource: null },
    ])
  },
)

test.each([
  [{ auditConfigs: [{ service: 'allServices', auditLogConfigs: [{ logType: 'DATA_READ' }] }] }],
  [{ audit_configs: [{ service: 'allServices', audit_log_configs: [{ log_type: 'DATA_READ' }] }] }],
])('a policy tells what of data access is recorded, in either spelling: %j', (policy) => {
  const name = '//cloudresourcemanager.googleapis.com/projects/42'
  const assetType = 'cloudresourcemanager.googleapis.com/Project'
  const asset = parseAsset({ name, assetType, iamPolicy: { bindings: [], ...policy } })
  const { nodes } = assetRecords('42', asset === null ? [] : [asset], {
    policies: true,
    orgPolicies: false,
  })
  expect(nodes[0]?.props.iamPolicy).toEqual({
    bindings: [],
    auditConfigs: [
      { service: 'allServices', auditLogConfigs: [{ logType: 'DATA_READ', exemptedMembers: [] }] },
    ],
  })
})
