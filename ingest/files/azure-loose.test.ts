import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../graph/derive.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import { collectAll } from '../run.ts'
import { folderOf } from './files.testkit.ts'
import { FILE_PROVIDERS } from './providers.ts'
import { readInputs } from './read.ts'

const TENANT = 'aaaaaaaa-2222-3333-4444-555555555555'
const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555'
const HERE = `/subscriptions/${SUBSCRIPTION}`
const GROUP = `${HERE}/resourceGroups/Web`
const HUB = `${GROUP}/providers/Microsoft.EventHub/namespaces/orders`
const GONE = `${GROUP}/providers/Microsoft.Storage/storageAccounts/gone`
const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
const OWN_ROLE = 'eeeeeeee-2222-3333-4444-555555555555'

/** As `az role assignment list --all -o json` prints one. */
const assignment = (name: string, scope: string, role = OWNER) => ({
  condition: null,
  conditionVersion: null,
  delegatedManagedIdentityResourceId: null,
  description: null,
  id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
  name,
  principalId: 'BBBBBBBB-2222-3333-4444-555555555555',
  principalName: 'ada@example.com',
  principalType: 'User',
  roleDefinitionId: `${HERE}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
  scope,
  type: 'Microsoft.Authorization/roleAssignments',
})

/** As `az role definition list -o json` prints one. */
const definition = (name: string, roleName: string, actions: readonly string[]) => ({
  assignableScopes: ['/'],
  id: `${HERE}/providers/Microsoft.Authorization/roleDefinitions/${name}`,
  name,
  permissions: [{ actions, dataActions: [], notActions: [], notDataActions: [] }],
  roleName,
  roleType: 'BuiltInRole',
  type: 'Microsoft.Authorization/roleDefinitions',
})

/** As `az account list -o json` prints it. */
const ACCOUNTS = [{ id: HERE.split('/')[2], name: 'prod', state: 'Enabled', tenantId: TENANT }]

async function read(files: { readonly [name: string]: unknown }) {
  const texts = Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])
  const { jobs } = await readInputs([await folderOf(Object.fromEntries(texts))], {
    providers: FILE_PROVIDERS,
  })
  const { partitions } = await collectAll(jobs)
  const { snapshot } = deriveSnapshot(mergePartitions(null, partitions, '2026-11-30T00:00:00Z'))
  const relationships = [...snapshot.relationships.values()]
  const missing = snapshot.coverage.flatMap((entry) => entry.missing.map(({ resource }) => resource))
  return {
    snapshot,
    missing,
    edges: relationships.map(({ from, kind, to }) => `${from} ${kind} ${to}`),
    ends: relationships.flatMap(({ from, to }) => [from, to]),
  }
}

const ADA = 'bbbbbbbb-2222-3333-4444-555555555555'

test('assignments without the definitions of their roles grant what is documented of the roles of Azure', async () => {
  const { edges, missing } = await read({ 'a.json': ACCOUNTS, 'r.json': [assignment('1', HERE)] })
  expect(edges).toContain(`${ADA} ADMIN_OF ${HERE}`)
  expect(missing).not.toContain(`/providers/microsoft.authorization/roledefinitions/${OWNER}`)
})

test('a role that only an assignment names is kept as what was not read, and grants nothing', async () => {
  const { edges, missing, snapshot } = await read({
    'a.json': ACCOUNTS,
    'r.json': [assignment('1', HERE, OWN_ROLE)],
  })
  const role = `/providers/microsoft.authorization/roledefinitions/${OWN_ROLE}`
  expect(edges.filter((edge) => edge.startsWith(`${ADA} `))).toEqual([])
  expect(missing).toContain(role)
  expect(snapshot.nodes.get(role)).toMatchObject({ kind: 'AzureRoleDefinition', props: { stub: true } })
})

test('definitions that are among the files are the ones that count', async () => {
  const { edges } = await read({
    'a.json': ACCOUNTS,
    'r.json': [assignment('1', HERE)],
    'd.json': [definition(OWNER, 'Owner', ['Microsoft.Compute/*/read'])],
  })
  expect(edges).not.toContain(`${ADA} ADMIN_OF ${HERE}`)
})

test('a role may be held on what was not read and on what nobody collects', async () => {
  const { snapshot, ends, edges } = await read({
    'a.json': ACCOUNTS,
    'r.json': [assignment('1', HUB), assignment('2', GONE)],
  })
  expect(ends.filter((end) => !snapshot.nodes.has(end))).toEqual([])
  expect(snapshot.nodes.get(GONE.toLowerCase())?.props.stub).toBe(true)
  const held = [...snapshot.nodes.values()].filter(({ kind }) => kind === 'AzureRoleAssignment')
  expect(held.map(({ props }) => props.scope)).toEqual([HUB.toLowerCase(), GONE.toLowerCase()])
  expect(edges.filter((edge) => edge.includes(' ASSIGNED_AT '))).toHaveLength(1)
})
