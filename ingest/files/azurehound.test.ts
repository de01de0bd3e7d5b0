import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { collectAll } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { readInputs } from './index.ts'
import { FILE_PROVIDERS } from './providers.ts'

const TENANT = 'AAAAAAAA-2222-3333-4444-555555555555'
const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/Web`
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
const MACHINE_CONTRIBUTOR = '9980e02c-c2be-4d73-94e8-173b1dc7cf3c'
const OWN_ROLE = '99999999-2222-3333-4444-555555555555'
const GRAPH = 'GGGGGGGG'

const assignment = (id: string, principalId: string, scope: string, role = OWNER) => ({
  id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${id}`,
  name: id,
  properties: {
    principalId,
    scope,
    roleDefinitionId: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
  },
})

/** What `azurehound list` writes; newer versions print ids in capitals. */
const ENTRIES = [
  { kind: 'AZTenant', data: { tenantId: TENANT, displayName: 'Acme', defaultDomain: 'acme.example' } },
  { kind: 'AZUser', data: { id: 'ADA', displayName: 'Ada', userType: 'Guest', tenantId: TENANT } },
  { kind: 'AZGroup', data: { id: 'TEAM', displayName: 'Team', tenantId: TENANT } },
  { kind: 'AZGroupMember', data: { groupId: 'TEAM', members: [{ groupId: 'TEAM', member: { id: 'ADA' } }] } },
  { kind: 'AZGroupOwner', data: { groupId: 'TEAM', owners: null } },
  { kind: 'AZApp', data: { id: 'APP', appId: 'CLIENT', displayName: 'Robot', tenantId: TENANT } },
  { kind: 'AZAppOwner', data: { appId: 'CLIENT', owners: [{ appId: 'CLIENT', owner: { id: 'ADA' } }] } },
  {
    kind: 'AZServicePrincipal',
    data: { id: 'SP', appId: 'client', servicePrincipalType: 'Application', tenantId: TENANT },
  },
  {
    kind: 'AZServicePrincipal',
    data: {
      id: GRAPH,
      appId: '00000003-0000-0000-C000-000000000000',
      appRoles: [{ id: 'r1', value: 'RoleManagement.ReadWrite.Directory' }],
      tenantId: TENANT,
    },
  },
  {
    kind: 'AZAppRoleAssignment',
    data: { id: 'x', principalId: 'SP', resourceId: GRAPH, appRoleId: 'r1', tenantId: TENANT },
  },
  {
    kind: 'AZRoleAssignment',
    data: {
      roleDefinitionId: 'GLOBAL',
      roleAssignments: [{ id: 'ra', principalId: 'EVE', roleDefinitionId: 'GLOBAL', directoryScopeId: '/' }],
      tenantId: TENANT,
    },
  },
  {
    kind: 'AZSubscription',
    data: {
      id: `/subscriptions/${SUBSCRIPTION}`,
      subscriptionId: SUBSCRIPTION,
      displayName: 'prod',
      state: 'Enabled',
      tenantId: TENANT,
    },
  },
  { kind: 'AZResourceGroup', data: { id: GROUP, name: 'Web', location: 'westeurope' } },
  {
    kind: 'AZVM',
    data: {
      id: `${GROUP}/providers/Microsoft.Compute/virtualMachines/web-1`,
      name: 'web-1',
      identity: { type: 'SystemAssigned', principalId: 'MI' },
      properties: {},
    },
  },
  {
    kind: 'AZSubscriptionRoleAssignment',
    data: {
      subscriptionId: `/subscriptions/${SUBSCRIPTION}`,
      roleAssignments: [{ roleAssignment: assignment('a1', 'TEAM', `/subscriptions/${SUBSCRIPTION}`) }],
    },
  },
  {
    kind: 'AZVMRoleAssignment',
    data: {
      objectId: `${GROUP}/providers/Microsoft.Compute/virtualMachines/web-1`,
      assignees: [
        { assignee: assignment('a1', 'TEAM', `/subscriptions/${SUBSCRIPTION}`) },
        { assignee: assignment('a2', 'BOB', GROUP, MACHINE_CONTRIBUTOR) },
        { assignee: assignment('a3', 'CEM', GROUP, OWN_ROLE) },
      ],
    },
  },
  { kind: 'AZDevice', data: { id: 'D', tenantId: TENANT } },
]

async function read(files: { readonly [name: string]: unknown }) {
  const texts = Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])
  const folder = await folderOf(Object.fromEntries(texts))
  const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs)
  const merged = mergePartitions(null, partitions, '2026-11-27T00:00:00Z')
  const { snapshot } = deriveSnapshot(merged)
  const edges = [...snapshot.relationships.values()].map(({ from, kind, to }) => `${from} ${kind} ${to}`)
  return { snapshot, edges, partitions }
}
const written = { data: ENTRIES, meta: { type: 'azure', version: 5, count: ENTRIES.length } }

test('what AzureHound wrote of a directory and a subscription gives the ways between them', async () => {
  const { edges } = await read({ 'hound.json': written })
  expect(edges).toEqual(
    expect.arrayContaining([
      'ada MEMBER_OF team',
      'ada OWNS app',
      `team ADMIN_OF /subscriptions/${SUBSCRIPTION}`,
      'ada CAN_CREATE_CREDENTIAL sp',
      `sp CAN_ESCALATE /tenants/${TENANT.toLowerCase()}`,
      `${GROUP.toLowerCase()}/providers/microsoft.compute/virtualmachines/web-1 RUNS_AS mi`,
    ]),
  )
})

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/compute#virtual-machine-contributor */
test('a role of Microsoft that it only names grants what is documented of it', async () => {
  const { edges, snapshot } = await read({ 'hound.json': written })
  expect(edges).toContain(
    `bob CAN_EXECUTE_ON ${GROUP.toLowerCase()}/providers/microsoft.compute/virtualmachines/web-1`,
  )
  const missing = snapshot.coverage.flatMap((entry) => entry.missing.map(({ resource }) => resource))
  expect(missing).not.toContain(`/providers/microsoft.authorization/roledefinitions/${MACHINE_CONTRIBUTOR}`)
})

test('a role that it only names is missing, and not one that grants nothing', async () => {
  const { snapshot, edges } = await read({ 'hound.json': written })
  expect(edges.filter((one) => one.startsWith('cem CAN_'))).toEqual([])
  const authorization = snapshot.coverage.find(({ service }) => service === 'authorization')
  expect(authorization?.missing).toContainEqual(
    expect.objectContaining({
      call: 'authorization role-definitions',
      resource: `/providers/microsoft.authorization/roledefinitions/${OWN_ROLE}`,
    }),
  )
})

test('what it does not write of a service counts as not read', async () => {
  const { partitions } = await read({ 'hound.json': written })
  const missing = partitions.flatMap(({ coverage }) => coverage.missing.map(({ call }) => call))
  expect(missing).toEqual(
    expect.arrayContaining(['authorization deny-assignments', 'entra conditional-access']),
  )
  expect(missing).not.toContain('entra group-owners')
})

test('its parts may lie in several files', async () => {
  const part = (from: number, to?: number) => ({ ...written, data: ENTRIES.slice(from, to) })
  const whole = await read({ 'hound.json': written })
  const split = await read({ 'a.json': part(0, 7), 'b.json': part(7) })
  expect(split.edges).toEqual(whole.edges)
})

test('the same file of another product is nobody’s', async () => {
  await expect(read({ 'hound.json': { ...written, meta: { type: 'users' } } })).rejects.toThrow(
    'is not an output',
  )
})
