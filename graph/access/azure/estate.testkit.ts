import { indexFacts } from '../../snapshot/facts.ts'
import {
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
} from '../../snapshot/records.ts'
import { type AzureEstate, azureEstateOf } from './estate.ts'

/** A small estate in short: one management group, one subscription, two resource groups. */
export interface EstateLiteral {
  /** Role name -> its blocks. */
  readonly roles?: { readonly [name: string]: readonly Props[] }
  /** [principal, role, scope, options] */
  readonly assignments?: readonly (readonly [string, string, string, Props?])[]
  readonly denials?: readonly Props[]
  /** [scope, level] */
  readonly locks?: readonly (readonly [string, string])[]
  /** [member, group] */
  readonly members?: readonly (readonly [string, string])[]
}

const SUBSCRIPTION = '/subscriptions/s'
/** Short names of scopes, so that cases can be read. */
const SCOPES: { readonly [name: string]: string } = {
  root: '/',
  mg: '/providers/microsoft.management/managementgroups/mg',
  'child-mg': '/providers/microsoft.management/managementgroups/child',
  sub: SUBSCRIPTION,
  'other-sub': '/subscriptions/t',
  rg: `${SUBSCRIPTION}/resourcegroups/rg`,
  rg10: `${SUBSCRIPTION}/resourcegroups/rg10`,
  account: `${SUBSCRIPTION}/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data`,
  account2: `${SUBSCRIPTION}/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data2`,
  far: `${SUBSCRIPTION}/resourcegroups/rg10/providers/microsoft.storage/storageaccounts/far`,
  container: `${SUBSCRIPTION}/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data/blobservices/default/containers/c`,
  vm: `${SUBSCRIPTION}/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm`,
  vault: `${SUBSCRIPTION}/resourcegroups/rg/providers/microsoft.keyvault/vaults/v`,
}
export const scopeNamed = (name: string): string => SCOPES[name] ?? name

export function estateFrom(literal: EstateLiteral): AzureEstate {
  const nodes: NodeRecord[] = [
    { id: scopeNamed('mg'), kind: 'AzureManagementGroup', props: {} },
    { id: scopeNamed('child-mg'), kind: 'AzureManagementGroup', props: {} },
    { id: scopeNamed('sub'), kind: 'AzureSubscription', props: {} },
    { id: scopeNamed('other-sub'), kind: 'AzureSubscription', props: {} },
  ]
  const relationships: RelationshipRecord[] = [
    { from: scopeNamed('mg'), kind: 'CONTAINS', to: scopeNamed('child-mg'), props: {} },
    { from: scopeNamed('child-mg'), kind: 'CONTAINS', to: SUBSCRIPTION, props: {} },
    { from: scopeNamed('mg'), kind: 'CONTAINS', to: scopeNamed('other-sub'), props: {} },
  ]
  for (const [name, permissions] of Object.entries(literal.roles ?? {}))
    nodes.push({ id: `role/${name}`, kind: 'AzureRoleDefinition', props: { name, permissions } })
  for (const [at, [principalId, role, scope, options]] of (literal.assignments ?? []).entries()) {
    const eligible = options?.eligible === true
    nodes.push({
      id: `assignment/${at}`,
      kind: eligible ? 'AzureRoleEligibility' : 'AzureRoleAssignment',
      props: { principalId, roleDefinitionId: `role/${role}`, scope: scopeNamed(scope), ...options },
    })
  }
  for (const [at, props] of (literal.denials ?? []).entries()) {
    nodes.push({
      id: `denial/${at}`,
      kind: 'AzureDenyAssignment',
      props: { excludePrincipals: [], ...props, scope: scopeNamed(String(props.scope)) },
    })
  }
  for (const [at, [scope, level]] of (literal.locks ?? []).entries())
    nodes.push({ id: `lock/${at}`, kind: 'AzureLock', props: { scope: scopeNamed(scope), level } })
  for (const [from, to] of literal.members ?? [])
    relationships.push({ from, kind: 'MEMBER_OF', to, props: {} })
  return azureEstateOf(
    indexFacts({
      nodes: new Map(nodes.map((node) => [node.id, node])),
      relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
      coverage: [],
    }),
  )
}
