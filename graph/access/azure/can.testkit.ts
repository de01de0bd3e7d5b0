import { indexFacts } from '../../snapshot/facts.ts'
import {
  type CoverageEntry,
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
} from '../../snapshot/records.ts'
import { can } from '../can.ts'

export const SUBSCRIPTION = '/subscriptions/prod'
export const GROUP = `${SUBSCRIPTION}/resourcegroups/web`
export const VAULT = `${GROUP}/providers/microsoft.keyvault/vaults/safe`
export const START = 'Microsoft.Compute/virtualMachines/start/action'
export const SECRET = 'data:Microsoft.KeyVault/vaults/secrets/getSecret/action'

export const node = (id: string, kind: string, props: Props = {}): NodeRecord => ({ id, kind, props })

export const assigned = (role: string, scope = SUBSCRIPTION, principalId = 'ada', more: Props = {}) =>
  node(`${principalId} ${role} ${scope}`, 'AzureRoleAssignment', {
    principalId,
    roleDefinitionId: role,
    scope,
    ...more,
  })

/** What was read of a service in the subscription; `call` is one that failed. */
export const entry = (
  service: string,
  state: CoverageEntry['state'],
  call?: string,
  more: Partial<CoverageEntry> = {},
): CoverageEntry => ({
  provider: 'azure',
  account: 'prod',
  region: 'global',
  service,
  state,
  reason: null,
  at: '2026-11-30T00:00:00Z',
  missing: call === undefined ? [] : [{ call, state: 'DENIED', resource: null }],
  ...more,
})

/** Ada, who is in a team, in a subscription with two roles that nobody holds. */
export function factsOf(
  more: readonly NodeRecord[] = [],
  relationships: readonly RelationshipRecord[] = [],
  coverage: readonly CoverageEntry[] = [],
) {
  const nodes = [
    node(SUBSCRIPTION, 'AzureSubscription', { name: 'Production' }),
    node('ada', 'EntraUser'),
    node('team', 'EntraGroup'),
    node('owner', 'AzureRoleDefinition', { name: 'Owner', permissions: [{ actions: ['*'] }] }),
    node('secrets', 'AzureRoleDefinition', {
      name: 'Secrets',
      permissions: [{ actions: ['*/read'] }, { dataActions: [SECRET.slice('data:'.length)] }],
    }),
    ...more,
  ]
  const member = { from: 'ada', kind: 'MEMBER_OF', to: 'team', props: {} }
  return indexFacts({
    nodes: new Map(nodes.map((one) => [one.id, one])),
    relationships: new Map([member, ...relationships].map((one) => [relationshipId(one), one])),
    coverage,
  })
}

export const ask = (action: string, resource: string, ...more: readonly NodeRecord[]) =>
  can(factsOf(more), { principal: 'ada', action, resource })
