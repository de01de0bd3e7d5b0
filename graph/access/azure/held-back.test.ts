import { describe, expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { ACCOUNT, derive, drawn, OPEN, open, RG, SUB, storage, VAULT } from './derive.testkit.ts'

describe('what holds it back', () => {
  const denial = (props: Props): readonly [string, string, Props] => [
    'denial/0',
    'AzureDenyAssignment',
    {
      name: 'keep out',
      scope: SUB,
      permissions: [{ dataActions: ['*'] }],
      excludePrincipals: [],
      ...props,
    },
  ]

  test('is a deny assignment, told by its name', () => {
    const given = {
      assignments: [['ada', 'Reader', SUB]] as const,
      nodes: [open, denial({ principals: [{ id: 'ada' }] })],
    }
    expect(derive(given)).toMatchObject({ edges: [] })
    expect(derive(given).blocked).toEqual([
      {
        from: 'ada',
        kind: 'CAN_READ',
        to: ACCOUNT,
        technique: 'az-storage-read-data-role',
        by: { type: 'deny-assignment', id: 'denial/0', detail: 'keep out' },
      },
    ])
  })

  test('is a deny assignment for some of a group: the others are drawn one by one', () => {
    const { edges, blocked } = derive({
      assignments: [['team', 'Reader', SUB]],
      nodes: [open, ['team', 'EntraGroup'], ['inner', 'EntraGroup'], denial({ principals: [{ id: 'ada' }] })],
      related: [
        ['ada', 'MEMBER_OF', 'team'],
        ['inner', 'MEMBER_OF', 'team'],
        ['bob', 'MEMBER_OF', 'inner'],
      ],
    })
    expect(edges.map(({ from }) => from)).toEqual(['bob'])
    expect(blocked.map(({ from }) => from)).toEqual(['ada'])
  })

  test('is a deny assignment at one of the resources: the others are drawn', () => {
    const other = storage('other')
    const { edges, blocked } = derive({
      assignments: [['ada', 'Reader', SUB]],
      nodes: [
        open,
        [other, 'AzureStorageAccount', OPEN],
        denial({ scope: other, principals: [{ id: 'ada' }] }),
      ],
    })
    expect(edges.map(({ to }) => to)).toEqual([ACCOUNT])
    expect(blocked.map(({ to }) => to)).toEqual([other])
  })

  test('is no deny assignment of other actions', () => {
    const nodes = [open, denial({ permissions: [{ actions: ['*'] }], principals: [{ id: 'ada' }] })]
    expect(drawn({ assignments: [['ada', 'Reader', SUB]], nodes })).toHaveLength(1)
  })

  test('is a lock that the attacker cannot remove', () => {
    const lock = ['lock/0', 'AzureLock', { scope: RG, level: 'ReadOnly' }] as const
    const keys = { ...OPEN, sharedKeyAccess: true }
    const nodes = [[ACCOUNT, 'AzureStorageAccount', keys], lock] as const
    const { edges, blocked } = derive({ assignments: [['ada', 'Keys', SUB]], nodes })
    expect(edges).toEqual([])
    expect(blocked[0]?.by).toEqual({
      type: 'lock',
      id: 'lock/0',
      detail: 'a ReadOnly lock, which the attacker cannot remove',
    })
    const owner = derive({ assignments: [['ada', 'Owner', SUB]], nodes }).edges
    const byKeys = owner.find(({ technique }) => technique === 'az-storage-list-keys')
    expect(byKeys?.conditions).toEqual([
      { key: 'resource-lock', state: 'unknown', detail: 'the lock lock/0 has to be removed first' },
    ])
  })

  test('is a setting that is made against it', () => {
    const nodes = [[ACCOUNT, 'AzureStorageAccount', { ...OPEN, sharedKeyAccess: false }]] as const
    const { edges, blocked } = derive({ assignments: [['ada', 'Keys', SUB]], nodes })
    expect(edges).toEqual([])
    expect(blocked.map(({ technique, by }) => [technique, by])).toContainEqual([
      'az-storage-list-keys',
      {
        type: 'sharedKeyAccess',
        id: ACCOUNT,
        detail: 'not so: the account takes requests signed with its keys',
      },
    ])
  })

  test('is that it does not work there, which is told to nobody', () => {
    const nodes = [[VAULT, 'AzureKeyVault', { ...OPEN, rbac: false }]] as const
    const { edges, blocked } = derive({ assignments: [['ada', 'Owner', SUB]], nodes })
    expect(edges.map(({ technique }) => technique)).not.toContain('az-keyvault-read-rbac')
    expect(blocked.map(({ technique }) => technique)).not.toContain('az-keyvault-read-rbac')
  })
})
