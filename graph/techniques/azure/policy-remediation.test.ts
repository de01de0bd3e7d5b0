import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type NodeRecord, relationshipId } from '../../snapshot/records.ts'
import { policyRemediationEdges } from './policy-remediation.ts'

const AT = '/subscriptions/s/providers/microsoft.authorization'
const POLICY = 'Microsoft.Authorization/policyDefinitions/write'
const REMEDIATION = 'Microsoft.PolicyInsights/remediations/write'

const assigned = (principalId: string, action: string, kind = 'AzureRoleAssignment'): NodeRecord[] => [
  { id: action, kind: 'AzureRoleDefinition', props: { name: 'r', permissions: [{ actions: [action] }] } },
  {
    id: `${principalId} ${action}`,
    kind,
    props: { principalId, roleDefinitionId: action, scope: '/subscriptions/s' },
  },
]

/** Edges of a policy whose identity holds a role, where Ada is of a team. */
function drawn(...held: readonly NodeRecord[]) {
  const nodes: NodeRecord[] = [
    { id: '/subscriptions/s', kind: 'AzureSubscription', props: {} },
    { id: `${AT}/policydefinitions/d`, kind: 'AzurePolicyDefinition', props: {} },
    {
      id: `${AT}/policyassignments/a`,
      kind: 'AzurePolicyAssignment',
      props: { name: 'a', customDefinitions: [`${AT}/policydefinitions/d`] },
    },
    { id: 'identity', kind: 'EntraServicePrincipal', props: {} },
    { id: 'team', kind: 'EntraGroup', props: {} },
    { id: 'ada', kind: 'EntraUser', props: {} },
    ...assigned('identity', '*/read'),
    ...held,
  ]
  const relationships = [
    { from: `${AT}/policyassignments/a`, kind: 'HAS_IDENTITY', to: 'identity', props: {} },
    { from: 'ada', kind: 'MEMBER_OF', to: 'team', props: {} },
  ]
  return policyRemediationEdges(
    indexFacts({
      nodes: new Map(nodes.map((node) => [node.id, node])),
      relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
      coverage: [],
    }),
  )
}

test('what a group has alone is told of the group, and what a member adds to it of the member', () => {
  const from = (...held: readonly NodeRecord[]) => drawn(...held).map((edge) => edge.from)
  expect(from(...assigned('team', POLICY), ...assigned('team', REMEDIATION))).toEqual(['team'])
  expect(from(...assigned('team', POLICY), ...assigned('ada', REMEDIATION))).toEqual(['ada'])
})

test('a right that has to be activated adds nothing to one that the group has', () => {
  const eligible = assigned('ada', POLICY, 'AzureRoleEligibility')
  const team = [...assigned('team', POLICY), ...assigned('team', REMEDIATION)]
  expect(drawn(...team, ...eligible).map((edge) => edge.from)).toEqual(['team'])
  const [edge] = drawn(...eligible, ...assigned('ada', REMEDIATION))
  expect(edge?.conditions.map(({ key }) => key)).toEqual(['pim-activation'])
})

test('both rights and the assignment are the evidence, and taking away the first is the fix', () => {
  const [edge] = drawn(...assigned('ada', POLICY), ...assigned('ada', REMEDIATION))
  expect(edge?.evidence.map(({ type, id }) => [type, id])).toEqual([
    ['policy-assignment', `${AT}/policyassignments/a`],
    ['role-assignment', `ada ${POLICY}`],
    ['role-assignment', `ada ${REMEDIATION}`],
  ])
  expect(edge?.provenance?.edit).toEqual({ change: 'delete', resource: `ada ${POLICY}` })
})
