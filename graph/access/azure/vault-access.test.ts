import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { ask, node, VAULT } from './can.testkit.ts'

/** Ada asks a vault that goes by these access policies, which name her where they name nobody else. */
const asked = (action: string, ...accessPolicies: readonly Props[]) =>
  ask(
    `data:Microsoft.KeyVault/vaults/${action}`,
    VAULT,
    node(VAULT, 'AzureKeyVault', {
      rbac: false,
      accessPolicies: accessPolicies.map((policy) => ({ principalId: 'ada', ...policy })),
    }),
  )

// https://learn.microsoft.com/azure/role-based-access-control/permissions/security#microsoftkeyvault
test.each([
  ['secrets/getSecret/action', 'secrets', 'get'],
  ['secrets/readMetadata/action', 'secrets', 'list'],
  ['secrets/setSecret/action', 'secrets', 'set'],
  ['secrets/update/action', 'secrets', 'set'],
  ['secrets/delete', 'secrets', 'delete'],
  ['keys/unwrap/action', 'keys', 'unwrapkey'],
  ['keys/sign/action', 'keys', 'sign'],
  ['keyrotationpolicies/read', 'keys', 'getrotationpolicy'],
  ['certificates/import/action', 'certificates', 'import'],
  ['certificatecas/write', 'certificates', 'setissuers'],
  ['certificatecas/delete', 'certificates', 'deleteissuers'],
  ['certificatecontacts/write', 'certificates', 'managecontacts'],
])('%s is what an access policy of %s calls %s', (action, area, permission) => {
  const by = [{ policy: VAULT, statement: 0, effect: 'Allow', layer: 'access-policy', sid: null }]
  const reason = `an access policy of the vault gives ${area} ${permission}`
  const allowed = { decision: 'allowed', by, conditions: [], reason }
  expect(asked(action, { [area]: [permission.toUpperCase()] })).toEqual(allowed)
  expect(asked(action, { [area]: ['all'] })).toEqual(allowed)
  expect(asked(action, { [area]: ['backup'], storage: [permission] })).toEqual({
    decision: 'denied',
    by: [],
    conditions: [],
    reason: `no access policy of the vault gives ${area} ${permission}; its roles say nothing of data`,
  })
})

test.each([
  ['keys/read', 'keys', 'get', 'list'],
  ['certificates/read', 'certificates', 'get', 'list'],
  ['certificatecas/read', 'certificates', 'getissuers', 'listissuers'],
])('%s is two permissions of %s, of which one gives a part', (action, area, one, other) => {
  const reason = `an access policy of the vault gives ${area} ${one} and ${other}`
  expect(asked(action, { [area]: [other, one] })).toMatchObject({ decision: 'allowed', reason })
  const twice = asked(action, { [area]: [one] }, { [area]: [one] })
  expect(twice).toMatchObject({ decision: 'conditional', reason, by: [{ statement: 0 }, { statement: 1 }] })
  expect(twice.conditions).toEqual([
    { key: 'access-policy-permission', detail: `only the part of it that ${one} is` },
  ])
  expect(asked(action, { [area]: ['backup'] }).reason).toContain(`gives ${area} ${one} and ${other};`)
})

test.each(['secrets/get/x/action', 'oldsecrets/get', 'keys/sign/actions', 'storage/read', 'constructor'])(
  'which permission %s is nobody knows, so that even all may not give it',
  (action) => {
    expect(asked(action, { secrets: ['all'], keys: ['all'] })).toEqual({
      decision: 'conditional',
      by: [],
      conditions: [
        {
          key: 'access-policy-permission',
          detail: `which permission of an access policy data:microsoft.keyvault/vaults/${action} is`,
        },
      ],
      reason: 'the vault goes by access policies, which have no permission of that name',
    })
  },
)

test('access policies add up, and those that are told are those that give something', () => {
  const answer = asked('keys/read', { keys: ['get'] }, { keys: ['sign'] }, { keys: ['list'] })
  expect(answer).toMatchObject({ decision: 'allowed', by: [{ statement: 0 }, { statement: 2 }] })
  expect(answer.by).toHaveLength(2)
  expect(asked('keys/read', { keys: ['get'] }, { keys: ['list'], principalId: 'bob' }).decision).toBe(
    'conditional',
  )
})

const through = { key: 'through-application', detail: 'only through application portal' }

test('what is given only through an application counts where nothing else gives it', () => {
  const portal = { applicationId: 'portal', keys: ['get', 'list'] }
  expect(asked('keys/read', portal)).toMatchObject({ decision: 'conditional', conditions: [through] })
  const besides = asked('keys/read', portal, { keys: ['all'], applicationId: null })
  expect(besides).toMatchObject({ decision: 'allowed', conditions: [], by: [{ statement: 1 }] })
  const half = asked('keys/read', portal, { keys: ['get'] })
  expect(half).toMatchObject({ decision: 'conditional', by: [{ statement: 0 }, { statement: 1 }] })
  expect(half.conditions).toEqual([through])
})

test.each<[readonly string[], readonly string[]]>([
  [['all'], ['whether all takes in purge']],
  [['all', 'purge'], []],
  [['purge'], []],
])('of purging, %s leaves open %s', (secrets, open) => {
  expect(asked('secrets/purge/action', { secrets }).conditions).toEqual(
    open.map((detail) => ({ key: 'access-policy-permission', detail })),
  )
})

test('areas that a policy does not tell, or tells as null, give nothing', () => {
  expect(asked('keys/sign/action', { keys: null }, { secrets: ['all'] }).decision).toBe('denied')
})
