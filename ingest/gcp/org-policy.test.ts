import { expect, test } from 'vitest'
import { assetsOf } from './assets.testkit.ts'

const FOLDER = '//cloudresourcemanager.googleapis.com/folders/7'

async function policiesOf(orgPolicy?: readonly object[]) {
  const given = {
    type: 'cloudresourcemanager.googleapis.com/Folder',
    name: FOLDER,
    data: { displayName: 'shop' },
  }
  const read = await assetsOf(orgPolicy === undefined ? given : { ...given, orgPolicy })
  return read.props('folders/7')
}

const constraint = (name: string, policy: object) => ({ constraint: `constraints/${name}`, ...policy })

test('a folder keeps the organization policies that are set on it, by constraint', async () => {
  const given = [
    constraint('iam.disableServiceAccountKeyCreation', { booleanPolicy: { enforced: true } }),
    constraint('storage.publicAccessPrevention', { booleanPolicy: {} }),
    constraint('compute.vmExternalIpAccess', { listPolicy: { allValues: 'DENY' } }),
    constraint('gcp.resourceLocations', {
      listPolicy: { allowedValues: ['in:eu'], inheritFromParent: true },
    }),
    constraint('sql.restrictPublicIp', { restoreDefault: {} }),
  ]
  expect(await policiesOf(given)).toMatchObject({
    organizationPolicies: {
      'iam.disableServiceAccountKeyCreation': { spec: { rules: [{ enforce: true }] } },
      'storage.publicAccessPrevention': { spec: { rules: [{ enforce: false }] } },
      'compute.vmExternalIpAccess': { spec: { rules: [{ denyAll: true }], inheritFromParent: false } },
      'gcp.resourceLocations': {
        spec: { rules: [{ values: { allowedValues: ['in:eu'] } }], inheritFromParent: true },
      },
      'sql.restrictPublicIp': { spec: { reset: true } },
    },
  })
})

test('where that content was not exported, nothing is said of it', async () => {
  expect(await policiesOf()).not.toHaveProperty('organizationPolicies')
})
