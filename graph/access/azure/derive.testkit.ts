import { indexFacts } from '../../snapshot/facts.ts'
import {
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
} from '../../snapshot/records.ts'
import { deriveAzureAccess } from './derive.ts'

export const MG = '/providers/microsoft.management/managementgroups/mg'
export const SUB = '/subscriptions/s'
export const RG = `${SUB}/resourcegroups/rg`
export const storage = (name: string, group = RG) =>
  `${group}/providers/microsoft.storage/storageaccounts/${name}`
export const ACCOUNT = storage('data')
export const VAULT = `${RG}/providers/microsoft.keyvault/vaults/v`
export const READ = 'microsoft.storage/storageaccounts/blobservices/containers/blobs/read'
const LIST_KEYS = 'microsoft.storage/storageaccounts/listkeys/action'
export const OPEN = { publicNetworkAccess: true, defaultAction: 'Allow' }

export type Assigned = readonly [principal: string, role: string, scope: string, props?: Props]
/** A small estate: who is assigned which role where, what else there is, and how it hangs together. */
export interface Given {
  readonly assignments?: readonly Assigned[]
  readonly nodes?: readonly (readonly [id: string, kind: string, props?: Props])[]
  readonly related?: readonly (readonly [from: string, kind: string, to: string])[]
}

const ROLES: { readonly [name: string]: Props } = {
  Reader: { dataActions: [READ] },
  Owner: { actions: ['*'], dataActions: ['*'] },
  Keys: { actions: [LIST_KEYS] },
  Access: {
    actions: ['microsoft.authorization/roleassignments/write', 'microsoft.resources/deployments/write'],
  },
  Machines: { actions: ['microsoft.compute/virtualmachines/write'] },
  Writer: { actions: ['microsoft.storage/storageaccounts/write'] },
  Vaults: { actions: ['microsoft.keyvault/vaults/deploy/action'] },
  Deployments: { actions: ['microsoft.resources/deployments/write'] },
}

export function derive({ assignments = [], nodes = [], related = [] }: Given) {
  const all: NodeRecord[] = [
    ...Object.entries(ROLES).map(([name, permissions]) => ({
      id: `role/${name}`,
      kind: 'AzureRoleDefinition',
      props: { name, permissions: [permissions] },
    })),
    ...assignments.map(([principalId, role, scope, props], at) => ({
      id: `assignment/${at}`,
      kind: props?.eligible === true ? 'AzureRoleEligibility' : 'AzureRoleAssignment',
      props: { principalId, roleDefinitionId: `role/${role}`, scope, account: 's', ...props },
    })),
    ...nodes.map(([id, kind, props]) => ({ id, kind, props: props ?? {} })),
  ]
  const relationships = related.map(([from, kind, to]): RelationshipRecord => ({ from, kind, to, props: {} }))
  return deriveAzureAccess(
    indexFacts({
      nodes: new Map(all.map((node) => [node.id, node])),
      relationships: new Map(relationships.map((one) => [relationshipId(one), one])),
      coverage: [],
    }),
  )
}
export const drawn = (given: Given) =>
  derive(given).edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`)
export const open = [ACCOUNT, 'AzureStorageAccount', OPEN] as const
