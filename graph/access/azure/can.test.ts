import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId } from '../../snapshot/records.ts'
import { can } from '../can.ts'

const SUBSCRIPTION = '/subscriptions/s'
const GROUP = `${SUBSCRIPTION}/resourcegroups/g`
const VAULT = `${GROUP}/providers/microsoft.keyvault/vaults/v`
const START = 'Microsoft.Compute/virtualMachines/start/action'
const SECRET = 'data:Microsoft.KeyVault/vaults/secrets/getSecret/action'

const node = (id: string, kind: string, props: Props = {}): NodeRecord => ({ id, kind, props })
const assigned = (role: string, scope = SUBSCRIPTION, principalId = 'ada', more: Props = {}) =>
  node(`${principalId} ${role} ${scope}`, 'AzureRoleAssignment', {
    principalId,
    roleDefinitionId: role,
    scope,
    ...more,
  })

function ask(action: string, resource: string, ...more: readonly NodeRecord[]) {
  const nodes = [
    node(SUBSCRIPTION, 'AzureSubscription', { name: 'Production' }),
    node('ada', 'EntraUser'),
    node('team', 'EntraGroup'),
    node('owner', 'AzureRoleDefinition', { name: 'Owner', permissions: [{ actions: ['*'] }] }),
    node('secrets', 'AzureRoleDefinition', {
      name: 'Secrets',
      permissions: [{ actions: ['*/read'] }, { dataActions: [SECRET.slice('data:'.length)] }],
    }),
    ...more,
  ]
  const member = { from: 'ada', kind: 'MEMBER_OF', to: 'team', props: {} }
  const facts = indexFacts({
    nodes: new Map(nodes.map((one) => [one.id, one])),
    relationships: new Map([[relationshipId(member), member]]),
    coverage: [],
  })
  return can(facts, { principal: 'ada', action, resource })
}

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

  test('has to be asked for as data', () => {
    expect(() => ask(SECRET.slice('data:'.length), VAULT, vault(true), assigned('owner'))).toThrow(
      'write it as data:',
    )
  })

  test('of a vault is decided by roles only where it goes by them', () => {
    expect(() => ask(SECRET, VAULT, vault(false), assigned('secrets'))).toThrow('access policies')
    expect(ask(SECRET, VAULT, vault(), assigned('secrets')).decision).toBe('conditional')
    expect(ask(SECRET, VAULT, vault()).decision).toBe('conditional')
  })
})
