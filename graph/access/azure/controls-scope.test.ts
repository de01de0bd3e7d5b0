import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'

/** Whether an assignment of a role with this block, at the scope, controls it. */
function controlsScope(block: Props | null, scope: string, given: Props = {}): unknown {
  const nodes: NodeRecord[] = [
    { id: 'ada', kind: 'EntraUser', props: {} },
    ...(block === null
      ? []
      : [{ id: 'role', kind: 'AzureRoleDefinition', props: { name: 'role', permissions: [block] } }]),
    {
      id: 'given',
      kind: 'AzureRoleAssignment',
      props: { principalId: 'ada', roleDefinitionId: 'role', scope, ...given },
    },
  ]
  const { snapshot } = deriveSnapshot({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(),
    coverage: [],
  })
  return snapshot.nodes.get('given')?.props.controlsScope
}

const CONTRIBUTOR = { actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] }
const GRANTS = { actions: ['Microsoft.Authorization/roleAssignments/*'] }
const GROUP = '/providers/microsoft.management/managementgroups/m'

test.each<[string, Props, string]>([
  ['everything', { actions: ['*'] }, '/subscriptions/s'],
  ['everything but access', CONTRIBUTOR, '/subscriptions/s'],
  ['the assignment of roles', GRANTS, GROUP],
  ['the assignment of roles at the root', GRANTS, '/'],
])('a role that gives %s controls the scope', (_, block, scope) => {
  expect(controlsScope(block, scope)).toBe(true)
})

test.each<[string, Props, string, Props]>([
  ['over a group of resources', { actions: ['*'] }, '/subscriptions/s/resourcegroups/g', {}],
  ['that reads', { actions: ['*/read'] }, '/subscriptions/s', {}],
  ['over one service', { actions: ['Microsoft.Compute/*'] }, '/subscriptions/s', {}],
  ['that assigns roles under a condition', GRANTS, '/subscriptions/s', { condition: 'some roles only' }],
])('a role %s does not', (_, block, scope, given) => {
  expect(controlsScope(block, scope, given)).toBe(false)
})

test('of a role that was not read it is not known', () => {
  expect(controlsScope(null, '/subscriptions/s')).toBeUndefined()
})
