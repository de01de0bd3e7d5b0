import { describe, expect, test } from 'vitest'
import type { CoverageEntry, NodeRecord, Props } from '../../snapshot/records.ts'
import { can, whoCan } from '../can.ts'
import {
  ask,
  assigned,
  entry,
  factsOf,
  GROUP,
  node,
  SECRET,
  START,
  SUBSCRIPTION,
  VAULT,
} from './can.testkit.ts'

describe('a principal of Azure', () => {
  test('may what a role allows above the resource, which is told', () => {
    expect(ask(START, GROUP.toUpperCase(), assigned('owner'))).toEqual({
      decision: 'allowed',
      by: [
        {
          policy: `ada owner ${SUBSCRIPTION}`,
          statement: 0,
          effect: 'Allow',
          layer: 'role-assignment',
          sid: null,
        },
      ],
      conditions: [],
      reason: 'Owner at Production grants it',
    })
  })

  test('may what its group may, and nothing beside that scope', () => {
    expect(ask(START, GROUP, assigned('owner', GROUP, 'team')).decision).toBe('allowed')
    expect(ask(START, `${GROUP}2`, assigned('owner', GROUP, 'team')).decision).toBe('denied')
  })

  test('may not what a deny assignment names, whatever the role', () => {
    const denial = node('denial', 'AzureDenyAssignment', {
      name: 'Stack',
      scope: GROUP,
      principals: [{ id: 'ada' }],
      excludePrincipals: [],
      permissions: [{ actions: [START] }],
    })
    const answer = ask(START, GROUP, assigned('owner'), denial)
    expect(answer.decision).toBe('denied')
    expect(answer.by[0]).toMatchObject({ policy: 'denial', effect: 'Deny', layer: 'deny-assignment' })
  })

  test('may perhaps what a role allows that has to be activated, or that was not read', () => {
    const eligible = { ...assigned('owner'), kind: 'AzureRoleEligibility' }
    expect(ask(START, GROUP, eligible)).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'pim-activation' }],
    })
    expect(ask(START, GROUP, assigned('unread'))).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'role-not-read' }],
    })
  })
})

describe('data', () => {
  const vault = (rbac?: boolean) => node(VAULT, 'AzureKeyVault', rbac === undefined ? {} : { rbac })

  test('is not the owner’s by the star of the control plane', () => {
    expect(ask(SECRET, VAULT, vault(true), assigned('owner')).decision).toBe('denied')
  })

  test('is theirs whose role names it, by the block that does', () => {
    const answer = ask(SECRET, VAULT, vault(true), assigned('secrets'))
    expect(answer).toMatchObject({ decision: 'allowed', by: [{ statement: 1 }] })
  })

  test('of a vault that goes by access policies is theirs whom one names, whatever roles say', () => {
    const policy = (principalId: string, secrets: readonly string[], more: Props = {}) =>
      node(VAULT, 'AzureKeyVault', { rbac: false, accessPolicies: [{ principalId, secrets, ...more }] })
    expect(ask(SECRET, VAULT, policy('bob', ['get']), assigned('secrets')).decision).toBe('denied')
    expect(ask(SECRET, `${VAULT}/secrets/x`, policy('team', ['get']))).toMatchObject({
      decision: 'allowed',
      by: [{ policy: VAULT, statement: 0, effect: 'Allow', layer: 'access-policy' }],
    })
    expect(ask(SECRET, VAULT, policy('ada', ['all'])).decision).toBe('allowed')
    expect(ask(SECRET, VAULT, policy('ada', ['list'])).decision).toBe('denied')
    expect(ask(SECRET, VAULT, policy('ada', ['get'], { applicationId: 'portal' }))).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'through-application' }],
    })
    const unread = node(VAULT, 'AzureKeyVault', { rbac: false })
    expect(ask(SECRET, VAULT, unread)).toMatchObject({ conditions: [{ key: 'access-policies-not-read' }] })
  })

  test('actions on keys are asked for by the names that access policies have for them', () => {
    const keys = (...names: readonly string[]) =>
      node(VAULT, 'AzureKeyVault', { rbac: false, accessPolicies: [{ principalId: 'ada', keys: names }] })
    const wrap = 'data:Microsoft.KeyVault/vaults/keys/wrap/action'
    expect(ask(wrap, VAULT, keys('wrapkey')).decision).toBe('allowed')
    expect(ask(wrap, VAULT, keys('unwrapkey')).decision).toBe('denied')
    const read = 'data:Microsoft.KeyVault/vaults/keys/read'
    expect(ask(read, VAULT, keys('get', 'list')).decision).toBe('allowed')
    expect(ask(read, VAULT, keys('list')).conditions).toMatchObject([{ key: 'access-policy-permission' }])
  })

  test('needs no word before it where its name is one of data alone, and has none where it is not', () => {
    const bare = SECRET.slice('data:'.length)
    expect(ask(bare, VAULT, vault(true), assigned('secrets'))).toEqual(
      ask(SECRET, VAULT, vault(true), assigned('secrets')),
    )
    expect(ask(bare, VAULT, vault(true), assigned('owner')).decision).toBe('denied')
    expect(() => ask('data:Microsoft.Storage/storageAccounts/listKeys/action', VAULT)).toThrow(
      'write it without data:',
    )
  })

  test('of a vault is decided by roles only where it goes by them', () => {
    expect(ask(SECRET, VAULT, vault(), assigned('secrets')).decision).toBe('conditional')
    expect(ask(SECRET, VAULT, vault()).decision).toBe('conditional')
  })
})

describe('who can', () => {
  const told = (facts: ReturnType<typeof factsOf>, action: string, resource: string) =>
    whoCan(facts, { action, resource }).map(({ principal, decision }) => `${principal} ${decision}`)

  test('tells whoever is assigned a role, and who is in the group that is', () => {
    const facts = factsOf([assigned('owner', GROUP, 'team'), assigned('owner', `${GROUP}2`, 'bob')])
    expect(told(facts, START, GROUP)).toEqual(['team allowed', 'ada allowed'])
  })

  test('tells whom an access policy names', () => {
    const accessPolicies = [{ principalId: 'team', secrets: ['get'] }]
    const facts = factsOf([node(VAULT, 'AzureKeyVault', { rbac: false, accessPolicies })])
    expect(told(facts, SECRET, VAULT)).toEqual(['team allowed', 'ada allowed'])
  })

  const LAKE = `${GROUP}/providers/microsoft.storage/storageaccounts/lake`
  const CONTAINER = `${LAKE}/blobservices/default/containers/open`
  const BLOBS = 'data:Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
  const storage = (account: Props, publicAccess = 'Blob') =>
    factsOf(
      [
        node(LAKE, 'AzureStorageAccount', { blobPublicAccess: true, publicNetworkAccess: true, ...account }),
        node(CONTAINER, 'AzureBlobContainer', { publicAccess }),
      ],
      [{ from: LAKE, kind: 'CONTAINS', to: CONTAINER, props: {} }],
    )

  test('tells of anyone where a container needs no login, and not where the account forbids that', () => {
    expect(told(storage({}), BLOBS, CONTAINER)).toEqual(['Internet allowed', 'ada allowed', 'team allowed'])
    expect(told(storage({}), BLOBS, LAKE)[0]).toBe('Internet conditional')
    expect(told(storage({ blobPublicAccess: false }), BLOBS, CONTAINER)).toEqual([])
    expect(told(storage({}, 'None'), BLOBS, CONTAINER)).toEqual([])
    expect(can(storage({}), { principal: '*', action: BLOBS, resource: CONTAINER })).toMatchObject({
      decision: 'allowed',
      by: [{ policy: CONTAINER, layer: 'anonymous-access' }],
    })
  })

  test('tells that access lists of a data lake may let in others', () => {
    const facts = storage({ blobPublicAccess: false, hierarchicalNamespace: true })
    expect(told(facts, BLOBS, CONTAINER)).toEqual(['* conditional'])
    expect(can(facts, { principal: 'ada', action: BLOBS, resource: CONTAINER })).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'file-access-lists' }],
    })
  })
})

describe('what was not read', () => {
  const asked = (coverage: readonly CoverageEntry[], ...more: readonly NodeRecord[]) =>
    can(factsOf(more, [], coverage), { principal: 'ada', action: START, resource: GROUP })
  const keys = ({ conditions }: ReturnType<typeof asked>) => conditions.map(({ key }) => key)
  const whole = [entry('authorization', 'OK'), entry('resources', 'OK')]

  test('may let somebody in', () => {
    expect(asked(whole).decision).toBe('denied')
    expect(keys(asked([entry('authorization', 'DENIED')]))).toContain('role-assignments-not-read')
    const listed = entry('authorization', 'OK', 'authorization role-assignments')
    expect(keys(asked([listed]))).toEqual(['role-assignments-not-read'])
  })

  test('may keep somebody out', () => {
    expect(asked(whole, assigned('owner')).decision).toBe('allowed')
    const denials = entry('authorization', 'OK', 'authorization deny-assignments')
    expect(keys(asked([denials, entry('resources', 'OK')], assigned('owner')))).toEqual([
      'deny-assignments-not-read',
    ])
    expect(keys(asked([entry('authorization', 'OK')], assigned('owner')))).toEqual(['locks-not-read'])
  })

  test('of who is in a group leaves open whether somebody is', () => {
    const stub = node('ghosts', 'EntraGroup', { stub: true })
    expect(keys(asked([], stub, assigned('owner', GROUP, 'ghosts')))).toEqual(['group-members-not-read'])
    expect(asked([], node('ghosts', 'EntraGroup'), assigned('owner', GROUP, 'ghosts')).decision).toBe(
      'denied',
    )
  })

  test('of a subscription that lies elsewhere is told as an error', () => {
    expect(() => ask(START, '/subscriptions/other/resourcegroups/web')).toThrow('not in the snapshot')
  })
})
