import { deriveSnapshot } from '../../derive.ts'
import { type NodeRecord, type Props, relationshipId } from '../../snapshot/records.ts'

export type Fact = readonly [from: string, kind: string, to: string]
export const TENANT = '/tenants/t'

/** Attack edges of a small directory: an attacker, an application that owns a subscription, an ordinary user. */
export function edges(more: readonly NodeRecord[], facts: readonly Fact[] = []): string[] {
  const nodes: NodeRecord[] = [
    { id: TENANT, kind: 'AzureTenant', props: { account: 't' } },
    { id: '/subscriptions/s', kind: 'AzureSubscription', props: { tenant: 't', account: 's' } },
    { id: 'attacker', kind: 'EntraUser', props: { account: 't' } },
    { id: 'app', kind: 'EntraApplication', props: { appId: 'a' } },
    { id: 'sp', kind: 'EntraServicePrincipal', props: { account: 't', type: 'Application', appId: 'a' } },
    { id: 'owner', kind: 'AzureRoleDefinition', props: { name: 'Owner', permissions: [{ actions: ['*'] }] } },
    {
      id: 'assignment',
      kind: 'AzureRoleAssignment',
      props: { principalId: 'sp', roleDefinitionId: 'owner', scope: '/subscriptions/s' },
    },
    ...more,
  ]
  const relationships = facts.map(([from, kind, to]) => ({ from, kind, to, props: {} }))
  const { snapshot } = deriveSnapshot({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
    coverage: [],
  })
  return [...snapshot.relationships.values()]
    .filter(({ props }) => props.likelihood !== undefined)
    .map(({ from, kind, to, key }) => `${from} ${kind} ${to} ${key}`)
}

export const holds = (role: string, more: Props = {}, principalId = 'attacker'): NodeRecord => ({
  id: `holding-${principalId}`,
  kind: 'EntraRoleAssignment',
  props: { account: 't', principalId, role, directoryScope: '/', eligible: false, ...more },
})
export const group = (props: Props = {}): NodeRecord[] => [
  { id: 'group', kind: 'EntraGroup', props: { account: 't', ...props } },
  {
    id: 'group-assignment',
    kind: 'AzureRoleAssignment',
    props: { principalId: 'group', roleDefinitionId: 'owner', scope: '/subscriptions/s' },
  },
]
