import { describe, expect, test } from 'vitest'
import { ACCOUNT, type Assigned, derive, type Given, RG, SUB, VAULT } from './derive.testkit.ts'

const OTHER_RG = `${SUB}/resourcegroups/other`

const told = (technique: string, given: Given): readonly string[] =>
  derive(given)
    .edges.filter((edge) => edge.technique === technique)
    .map(({ from, to }) => `${from} ${to.slice(to.lastIndexOf('/') + 1)}`)
    .sort()

/** A secret that a deployment reads: the right to deploy is needed in any resource group. */
describe('what is needed elsewhere besides', () => {
  const vault = [VAULT, 'AzureKeyVault', { templateDeployment: true, bypass: 'AzureServices' }] as const
  const read = (assignments: readonly Assigned[], denied: readonly string[] = [], groups = [RG, OTHER_RG]) =>
    told('az-keyvault-template-reference', {
      assignments,
      nodes: [
        vault,
        ...groups.map((id) => [id, 'AzureResourceGroup'] as const),
        ...denied.map(
          (scope, at) =>
            [
              `denial/${at}`,
              'AzureDenyAssignment',
              {
                name: 'no deployments',
                scope,
                permissions: [{ actions: ['microsoft.resources/deployments/write'] }],
                principals: [{ id: 'ada' }],
                excludePrincipals: [],
              },
            ] as const,
        ),
      ],
    })

  test('is given by another assignment at another place', () => {
    expect(
      read([
        ['ada', 'Vaults', VAULT],
        ['ada', 'Deployments', OTHER_RG],
      ]),
    ).toEqual(['ada v'])
    expect(read([['ada', 'Vaults', VAULT]])).toEqual([])
    expect(
      read([
        ['ada', 'Vaults', VAULT],
        ['bob', 'Deployments', RG],
      ]),
    ).toEqual([])
  })

  test('is of use only where there is a resource group', () => {
    expect(
      read(
        [
          ['ada', 'Vaults', VAULT],
          ['ada', 'Deployments', OTHER_RG],
        ],
        [],
        [RG],
      ),
    ).toEqual([])
    expect(read([['ada', 'Owner', VAULT]], [], [RG])).toEqual([])
    expect(read([['ada', 'Owner', SUB]], [], [RG])).toEqual(['ada v'])
  })

  test('is left when one of two groups is denied, and not when both are', () => {
    const assigned: readonly Assigned[] = [
      ['ada', 'Vaults', VAULT],
      ['ada', 'Deployments', SUB],
    ]
    expect(read(assigned, [RG])).toEqual(['ada v'])
    expect(read(assigned, [RG, OTHER_RG])).toEqual([])
  })
})

/** A vault that lets Resource Manager in, and one that does not, or of which that is not known. */
test.each([
  [
    'lets trusted services in',
    { bypass: 'AzureServices', defaultAction: 'Deny', publicNetworkAccess: true },
    1,
  ],
  ['lets everything in', { bypass: 'None', defaultAction: 'Allow', publicNetworkAccess: true }, 1],
  [
    'is open, but not on the Internet',
    { bypass: 'None', defaultAction: 'Allow', publicNetworkAccess: false },
    null,
  ],
  ['lets nothing in', { bypass: 'None', defaultAction: 'Deny', publicNetworkAccess: true }, null],
  ['was not asked for its firewall', {}, 2],
])('a vault that %s', (_, firewall, conditions) => {
  const { edges } = derive({
    assignments: [['ada', 'Owner', SUB]],
    nodes: [
      [RG, 'AzureResourceGroup'],
      [VAULT, 'AzureKeyVault', { templateDeployment: true, ...firewall }],
    ],
  })
  const edge = edges.find(({ technique }) => technique === 'az-keyvault-template-reference')
  expect(edge?.conditions.length ?? null).toBe(conditions)
})

/** Who may read the keys of an open account needs no change of it. */
test.each([
  ['takes no keys', { sharedKeyAccess: false, publicNetworkAccess: true, defaultAction: 'Allow' }, 1],
  [
    'is not on the Internet',
    { sharedKeyAccess: true, publicNetworkAccess: false, defaultAction: 'Allow' },
    1,
  ],
  ['lets some addresses in', { sharedKeyAccess: true, publicNetworkAccess: true, defaultAction: 'Deny' }, 1],
  ['was not asked whether it takes keys', { publicNetworkAccess: true, defaultAction: 'Allow' }, 2],
  ['is open', { sharedKeyAccess: true, publicNetworkAccess: true, defaultAction: 'Allow' }, null],
])('an account that %s is opened again', (_, props, conditions) => {
  const { edges } = derive({
    assignments: [
      ['ada', 'Writer', RG],
      ['ada', 'Keys', RG],
    ],
    nodes: [[ACCOUNT, 'AzureStorageAccount', props]],
  })
  const edge = edges.find(({ technique }) => technique === 'az-storage-reopen-account')
  expect(edge?.conditions.length ?? null).toBe(conditions)
})
