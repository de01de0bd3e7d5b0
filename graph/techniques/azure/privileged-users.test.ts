import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import { type NodeRecord, type Props, relationshipId } from '../../snapshot/records.ts'
import { ROLES } from './entra-facts.ts'

const SUBSCRIPTION = '/subscriptions/s'
const MACHINE = `${SUBSCRIPTION}/resourcegroups/g/providers/microsoft.compute/virtualmachines/m`
const role = (name: string, permissions: Props): NodeRecord => ({
  id: name,
  kind: 'AzureRoleDefinition',
  props: { name, permissions: [permissions] },
})
const LOGIN = role('Virtual Machine User Login', {
  actions: [],
  dataActions: ['Microsoft.Compute/virtualMachines/login/action'],
})
const ROLE_NODES = [role('Owner', { actions: ['*'] }), role('Reader', { actions: ['*/read'] }), LOGIN]
const assigned = (principalId: string, roleDefinitionId: string, scope = SUBSCRIPTION): NodeRecord => ({
  id: `assignment-${principalId}-${roleDefinitionId}`,
  kind: 'AzureRoleAssignment',
  props: { account: 's', principalId, principalType: 'User', roleDefinitionId, scope },
})
const holding = (principalId: string, id: string, eligible = false): NodeRecord => ({
  id: `holding-${principalId}`,
  kind: 'EntraRoleAssignment',
  props: { account: 't', principalId, role: id, directoryScope: '/', eligible },
})

function derived(
  id: string,
  nodes: readonly NodeRecord[],
  member: readonly string[] = [],
): Props | undefined {
  const all = [
    { id: SUBSCRIPTION, kind: 'AzureSubscription', props: { tenant: 't', account: 's' } },
    { id: 'user', kind: 'EntraUser', props: { account: 't' } },
    { id: 'admins', kind: 'EntraGroup', props: { account: 't' } },
    ...ROLE_NODES,
    ...nodes,
  ]
  const relationships = member.map((from) => ({ from, kind: 'MEMBER_OF', to: 'admins', props: {} }))
  const { snapshot } = deriveSnapshot({
    nodes: new Map(all.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  })
  return snapshot.nodes.get(id)?.props
}

test.each<[string, NodeRecord[], string[]]>([
  ['a privileged role of the directory', [holding('user', ROLES.globalAdministrator)], []],
  ['one that it may activate', [holding('user', ROLES.globalAdministrator, true)], []],
  ['Owner of a subscription', [assigned('user', 'Owner')], []],
  ['one by its group', [assigned('admins', 'Owner')], ['user']],
])('a user who holds %s is privileged', (_, nodes, member) => {
  expect(derived('user', nodes, member)).toMatchObject({ holdsPrivilegedRole: true })
})

test.each<[string, NodeRecord[]]>([
  ['no role', []],
  ['a role of the directory that reads', [holding('user', ROLES.directoryReaders)]],
  ['Reader of a subscription', [assigned('user', 'Reader')]],
  ['Owner of one group of resources', [assigned('user', 'Owner', `${SUBSCRIPTION}/resourcegroups/g`)]],
])('a user who holds %s is not', (_, nodes) => {
  expect(derived('user', nodes)).toMatchObject({ holdsPrivilegedRole: false })
})

test('a user enters machines by a role that signs in to them or changes them, at any scope', () => {
  expect(derived('user', [assigned('user', LOGIN.id, MACHINE)])).toMatchObject({ entersMachines: true })
  expect(derived('user', [assigned('user', 'Owner')])).toMatchObject({ entersMachines: true })
  expect(derived('user', [assigned('user', 'Reader')])).toMatchObject({ entersMachines: false })
})

test('owners of a subscription are known once some assignment of it is, and eligible ones do not count', () => {
  expect(derived(SUBSCRIPTION, [assigned('user', 'Owner')])).toMatchObject({ owners: ['user'] })
  expect(derived(SUBSCRIPTION, [assigned('user', 'Reader')])).toMatchObject({ owners: [] })
  expect(derived(SUBSCRIPTION, [])).not.toHaveProperty('owners')
})
