import { describe, expect, test } from 'vitest'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { derive, OPEN, VAULT } from './derive.testkit.ts'

describe('access policies of a vault', () => {
  const policies = (given: Props, props: Props = {}, secrets: readonly string[] = ['get']) =>
    derive({
      nodes: [
        ['ada', 'EntraUser'],
        [
          VAULT,
          'AzureKeyVault',
          {
            ...OPEN,
            rbac: false,
            accessPolicies: [{ principalId: 'ada', secrets: [...secrets], ...given }],
            ...props,
          },
        ],
      ],
    }).edges

  test('let read secrets, until the vault decides by roles', () => {
    expect(policies({}, {}, ['list', 'get'])).toEqual([
      {
        from: 'ada',
        kind: 'CAN_READ',
        to: VAULT,
        technique: 'az-keyvault-read-policy',
        attack: ['T1555.006'],
        likelihood: ALLOWED,
        conditions: [],
        evidence: [{ type: 'access-policy', id: VAULT, detail: 'secrets list, get for ada' }],
        provenance: {
          id: VAULT,
          type: 'access-policy',
          edit: { change: 'set', resource: VAULT, property: 'rbac', value: true },
        },
      },
    ])
    expect(policies({}, {}, ['all'])).toHaveLength(1)
    expect(policies({}, {}, ['list', 'set'])).toEqual([])
    expect(policies({}, { rbac: true })).toEqual([])
    expect(policies({}, { rbac: null })).toEqual([])
    expect(policies({}, { accessPolicies: null })).toEqual([])
    expect(policies({ principalId: 'nobody' })).toEqual([])
  })

  test('may hold only from inside the network, and through an application', () => {
    const [edge] = policies({ applicationId: 'app-1' }, { defaultAction: 'Deny' })
    expect(edge).toMatchObject({
      likelihood: ALLOWED * UNKNOWN_CONDITION ** 2,
      conditions: [
        { key: 'network-path', state: 'unknown', detail: "the service's firewall lets the attacker in" },
        { key: 'through-application', state: 'unknown', detail: 'only through application app-1' },
      ],
    })
  })
})
