import { expect, test } from 'vitest'
import { collected, GROUP } from './collected.testkit.ts'
import { keyvault } from './keyvault.ts'

const VAULT = `${GROUP}/providers/microsoft.keyvault/vaults/prod`
const KEY = `${VAULT}/keys/signing`
const vaults = {
  'keyvault vaults': [{ id: VAULT, name: 'prod', properties: { enableRbacAuthorization: true } }],
}
const keyOf = (attributes: object) => ({ id: KEY, name: 'signing', properties: { attributes } })

/** https://learn.microsoft.com/rest/api/keyvault/keys/list and …/get */
test('a key tells when it ends and whether a policy replaces it', async () => {
  const lifetimeActions = [{ trigger: { timeAfterCreate: 'P90D' }, action: { type: 'Rotate' } }]
  const { propsOf, nodes } = await collected(keyvault, {
    ...vaults,
    'keyvault keys': [keyOf({ enabled: true, exp: 1_798_761_600 })],
    'keyvault key': { ...keyOf({}), properties: { rotationPolicy: { lifetimeActions } } },
  })
  expect(propsOf(KEY)).toMatchObject({
    enabled: true,
    expiresAt: '2027-01-01T00:00:00.000Z',
    rotates: true,
  })
  expect(nodes.map(({ kind }) => kind)).toContain('AzureKeyVaultKey')
})

test('keys of a vault are read side by side', async () => {
  const ids = ['a', 'b', 'c'].map((name) => ({ id: `${VAULT}/keys/${name}`, name, properties: {} }))
  let waiting: (() => void)[] = []
  const { nodes } = await collected(keyvault, { ...vaults, 'keyvault keys': ids }, async (call) => {
    if (call !== 'keyvault key') return
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      // Only once all three are asked does any get its answer.
      if (waiting.length === ids.length) for (const go of waiting) go()
    })
    waiting = []
  })
  expect(nodes.filter(({ kind }) => kind === 'AzureKeyVaultKey')).toHaveLength(3)
})

test('a policy that only reminds does not rotate, and a key that was not read is not known to', async () => {
  const lifetimeActions = [{ action: { type: 'Notify' } }]
  const keys = { 'keyvault keys': [keyOf({ enabled: true })] }
  const key = { ...keyOf({}), properties: { rotationPolicy: { lifetimeActions } } }
  const reminding = await collected(keyvault, { ...vaults, ...keys, 'keyvault key': key })
  expect(reminding.propsOf(KEY)).toMatchObject({ expiresAt: null, rotates: false })
  const unread = await collected(keyvault, { ...vaults, ...keys })
  expect(unread.propsOf(KEY)).not.toHaveProperty('rotates')
})

test('secrets are counted and not named', async () => {
  const secret = (name: string, attributes: object) => ({
    id: `${VAULT}/secrets/${name}`,
    name,
    properties: { attributes },
  })
  const { nodes, propsOf } = await collected(keyvault, {
    ...vaults,
    'keyvault secrets': [
      secret('for-ever', { enabled: true }),
      secret('ends', { enabled: true, exp: 1_798_761_600 }),
      secret('off', { enabled: false }),
    ],
  })
  expect(propsOf(VAULT)).toMatchObject({ lastingSecrets: 1 })
  expect(JSON.stringify(nodes)).not.toContain('for-ever')
})

/** https://learn.microsoft.com/rest/api/monitor/diagnostic-settings/list */
test('what diagnostic settings send counts only where it is enabled', async () => {
  const logs = [
    { categoryGroup: 'audit', enabled: true },
    { category: 'AzurePolicyEvaluationDetails', enabled: false },
  ]
  const settings = [{ id: `${VAULT}/x`, name: 'x', properties: { workspaceId: '/w', logs } }]
  const read = await collected(keyvault, { ...vaults, 'keyvault diagnostic-settings': settings })
  expect(read.propsOf(VAULT)).toMatchObject({ logCategories: ['audit'] })
  const unread = await collected(keyvault, vaults)
  expect(unread.propsOf(VAULT)).not.toHaveProperty('logCategories')
  expect(unread.missing.map(({ call }) => call)).toContain('keyvault diagnostic-settings')
})
