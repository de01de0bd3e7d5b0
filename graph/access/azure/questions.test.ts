import { describe, expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { ask, assigned, factsOf, GROUP, node, SECRET, START, SUBSCRIPTION, VAULT } from './can.testkit.ts'
import { azureAccess } from './can.ts'
import { decide } from './decide.ts'
import { type EstateLiteral, estateFrom, scopeNamed } from './estate.testkit.ts'

describe('an id', () => {
  const facts = factsOf([
    node('app', 'EntraServicePrincipal'),
    node('tenant', 'EntraTenant', { provider: 'azure' }),
    node('bucket', 'S3Bucket', { provider: 'aws' }),
  ])

  test.each<[string, boolean]>([
    ['ada', true],
    ['ADA', true],
    ['team', true],
    ['app', true],
    ['*', true],
    ['Internet', true],
    ['nobody', false],
    ['tenant', false],
    [SUBSCRIPTION, false],
  ])('%s is somebody who may be asked about: %s', (id, is) => {
    expect(azureAccess.isPrincipal(facts, id)).toBe(is)
  })

  test.each<[string, boolean]>([
    ['/', true],
    [GROUP, true],
    ['tenant', true],
    ['//storage.googleapis.com/x', false],
    ['arn:aws:s3:::a/b', false],
    ['bucket', false],
    ['nothing', false],
  ])('%s is something that may be asked about: %s', (id, is) => {
    expect(azureAccess.isResource(facts, id)).toBe(is)
  })

  test('of a principal is taken in any case', () => {
    const given = factsOf([assigned('owner')])
    const by = (principal: string) =>
      azureAccess.can(given, { principal, action: START, resource: GROUP }).decision
    expect([by('ada'), by('ADA'), by('*'), by('Internet')]).toEqual([
      'allowed',
      'allowed',
      'denied',
      'denied',
    ])
  })

  test.each([
    ['/', '/'],
    [`${GROUP}/`, GROUP],
    [`${GROUP.toUpperCase()}//`, GROUP],
  ])('of a resource %s is asked as %s', (resource, scope) => {
    expect(ask(START, resource, assigned('owner', scope)).decision).toBe('allowed')
  })

  test.each([
    ['/subscriptions/production', 'a subscription'],
    ['/subscriptions/prod2/resourcegroups/g', 'a group'],
    ['/providers/Microsoft.Management/managementGroups/other', 'a management group'],
  ])('%s of %s that was not read is refused', (resource) => {
    expect(() => ask(START, resource)).toThrow(`so that nothing is known of ${resource}`)
  })

  test('of what a stub stands for is refused, too', () => {
    const group = '/providers/microsoft.management/managementgroups/top'
    const asked = (props: Props) => ask(START, group, node(group, 'AzureManagementGroup', props))
    expect(() => asked({ stub: true })).toThrow(`${group} is not in the snapshot`)
    expect(asked({}).decision).toBe('denied')
  })

  test('takes no context of AWS', () => {
    const context = { 'aws:SourceIp': ['1.2.3.4'] }
    const question = { principal: 'ada', action: START, resource: GROUP, context }
    expect(() => azureAccess.can(factsOf(), question)).toThrow('Azure takes no context')
  })
})

describe('the data of a vault', () => {
  const open = { key: 'vault-permission-model', detail: 'the vault goes by roles, not by access policies' }

  test.each<[string, string, readonly NodeRecord[]]>([
    ['it was not read', VAULT, []],
    ['what it goes by was not read', VAULT, [node(VAULT, 'AzureKeyVault')]],
    ['all vaults of a group are asked about', GROUP, [node(VAULT, 'AzureKeyVault', { rbac: true })]],
  ])('is open where %s', (_, resource, nodes) => {
    expect(ask(SECRET, resource, ...nodes, assigned('secrets'))).toMatchObject({
      decision: 'conditional',
      conditions: [open],
    })
    expect(ask(SECRET, resource, ...nodes)).toMatchObject({ decision: 'conditional', conditions: [open] })
  })

  test('goes by the vault, not by what has its name in front', () => {
    const nodes = [
      node(VAULT, 'AzureKeyVault', { rbac: true }),
      node(VAULT.slice(0, -1), 'AzureKeyVault', { rbac: false, accessPolicies: [] }),
      assigned('secrets'),
    ]
    expect(ask(SECRET, `${VAULT}/secrets/x`, ...nodes).decision).toBe('allowed')
  })
})

describe('somebody who may read without a login', () => {
  const LAKE = `${GROUP}/providers/microsoft.storage/storageaccounts/lake`
  const CONTAINER = `${LAKE}/blobservices/default/containers/open`
  const BLOBS = 'data:microsoft.storage/storageaccounts/blobservices/containers/blobs/read'
  const reader = node('reader', 'AzureRoleDefinition', {
    name: 'Reader',
    permissions: [{ dataActions: [BLOBS.slice('data:'.length)] }],
  })
  const asked = (account: Props, ...more: readonly NodeRecord[]) =>
    ask(
      BLOBS,
      CONTAINER,
      node(LAKE, 'AzureStorageAccount', { blobPublicAccess: true, publicNetworkAccess: true, ...account }),
      node(CONTAINER, 'AzureBlobContainer', { publicAccess: 'Blob' }),
      reader,
      ...more,
    )
  const told = ({ decision, by }: ReturnType<typeof asked>) => [decision, by[0]?.layer]
  const eligible = { ...assigned('reader'), kind: 'AzureRoleEligibility' }
  const firewall = { defaultAction: 'Deny' }

  test.each<[string, Props, readonly NodeRecord[], readonly string[]]>([
    ['a role that gives it for sure', {}, [assigned('reader')], ['allowed', 'role-assignment']],
    ['a sure role before an open way', firewall, [assigned('reader')], ['allowed', 'role-assignment']],
    ['the open way before a role to activate', {}, [eligible], ['allowed', 'anonymous-access']],
    ['his role where both are open', firewall, [eligible], ['conditional', 'role-assignment']],
    ['the open way where no role is', firewall, [], ['conditional', 'anonymous-access']],
    ['the way of all where no role is', {}, [], ['allowed', 'anonymous-access']],
  ])('is told %s', (_, account, nodes, expected) => {
    expect(told(asked(account, ...nodes))).toEqual(expected)
  })
})

describe('of what somebody and his groups are given', () => {
  const given = (assignments: NonNullable<EstateLiteral['assignments']>) => {
    const write = 'microsoft.storage/storageaccounts/write'
    const estate = estateFrom({
      roles: { writer: [{ actions: [write] }], limited: [{ actions: [write], condition: 'a' }] },
      assignments,
      members: [
        ['ada', 'one'],
        ['ada', 'two'],
      ],
    })
    return decide(estate, 'ada', write, scopeNamed('account')).by?.id
  }

  test.each<[string, string, NonNullable<EstateLiteral['assignments']>]>([
    [
      'the nearest of equal ones',
      'assignment/1',
      [
        ['ada', 'writer', 'sub'],
        ['one', 'writer', 'rg'],
      ],
    ],
    [
      'the nearest, whoever holds it',
      'assignment/1',
      [
        ['two', 'writer', 'mg'],
        ['ada', 'writer', 'rg'],
        ['one', 'writer', 'sub'],
      ],
    ],
    [
      'the first of those at one place',
      'assignment/0',
      [
        ['two', 'writer', 'rg'],
        ['one', 'writer', 'rg'],
      ],
    ],
    [
      'a sure one that lies further',
      'assignment/1',
      [
        ['ada', 'limited', 'account'],
        ['two', 'writer', 'mg'],
      ],
    ],
    [
      'a sure one though a nearer follows',
      'assignment/0',
      [
        ['ada', 'writer', 'mg'],
        ['two', 'limited', 'account'],
      ],
    ],
  ])('%s counts', (_, id, assignments) => {
    expect(given(assignments)).toBe(id)
  })
})
