import { expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import { type NodeRecord, type Props, relationshipId } from '../../snapshot/records.ts'

const ONE = '/subscriptions/s'
const OTHER = '/subscriptions/t'
const WRITES = [{ actions: ['Microsoft.Authorization/roleDefinitions/write'] }]

const assigned = (principalId: string, roleDefinitionId: string, scope: string): NodeRecord => ({
  id: `${principalId} ${roleDefinitionId} ${scope}`,
  kind: 'AzureRoleAssignment',
  props: { principalId, roleDefinitionId, scope },
})

/** What comes of it that somebody holds a reading role at one subscription, and may write roles somewhere. */
function escalations(
  role: Props,
  assignments: readonly NodeRecord[],
  member: readonly string[] = [],
): string[] {
  const nodes: NodeRecord[] = [
    { id: ONE, kind: 'AzureSubscription', props: { tenant: 't', account: 's' } },
    { id: OTHER, kind: 'AzureSubscription', props: { tenant: 't', account: 't' } },
    { id: 'ada', kind: 'EntraUser', props: {} },
    { id: 'team', kind: 'EntraGroup', props: {} },
    {
      id: 'reads',
      kind: 'AzureRoleDefinition',
      props: { name: 'reads', permissions: [{ actions: ['*/read'] }], ...role },
    },
    {
      id: 'writes',
      kind: 'AzureRoleDefinition',
      props: { name: 'writes', type: 'BuiltInRole', permissions: WRITES },
    },
    ...assignments,
  ]
  const memberships = member.map((from) => ({ from, kind: 'MEMBER_OF', to: 'team', props: {} }))
  const { snapshot } = deriveSnapshot({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(memberships.map((one) => [relationshipId(one), one])),
    coverage: [],
  })
  return [...snapshot.relationships.values()]
    .filter(({ key }) => key === 'az-rbac-edit-role-definition')
    .map(({ from, to }) => `${from} ${to}`)
}

const custom = (...assignableScopes: readonly string[]) => ({ type: 'CustomRole', assignableScopes })
const holding = assigned('ada', 'reads', ONE)

test('who holds a custom role and may write it widens it', () => {
  expect(escalations(custom(ONE), [holding, assigned('ada', 'writes', ONE)])).toEqual([`ada ${ONE}`])
})

test('it takes the right at every scope that the role may be assigned at', () => {
  const writes = assigned('ada', 'writes', ONE)
  expect(escalations(custom(ONE, OTHER), [holding, writes])).toEqual([])
  expect(escalations(custom(ONE, OTHER), [holding, writes, assigned('ada', 'writes', OTHER)])).toEqual([
    `ada ${ONE}`,
  ])
})

test('a role of Microsoft is not changed, nor one that somebody else holds', () => {
  const writes = assigned('ada', 'writes', ONE)
  expect(escalations({ ...custom(ONE), type: 'BuiltInRole' }, [holding, writes])).toEqual([])
  expect(escalations(custom(ONE), [assigned('bob', 'reads', ONE), writes])).toEqual([])
})

test('what a group holds counts for its members, and what the group has alone is told of the group', () => {
  const team = [assigned('team', 'reads', ONE), assigned('team', 'writes', ONE)]
  expect(escalations(custom(ONE), team, ['ada'])).toEqual([`team ${ONE}`])
  const mixed = [assigned('team', 'reads', ONE), assigned('ada', 'writes', ONE)]
  expect(escalations(custom(ONE), mixed, ['ada'])).toEqual([`ada ${ONE}`])
  expect(escalations(custom(ONE), mixed)).toEqual([])
})
