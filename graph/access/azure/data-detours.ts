import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { defineAzureTechnique, has, notRead, openNetwork, type Prerequisite } from './technique.ts'

const learn = (path: string): readonly string[] => [`https://learn.microsoft.com/azure/${path}`]
const noPolicy = notRead('azure-policy', 'no policy of Azure Policy denies the change')

/** Otherwise the keys give the same without a change. */
const closed: Prerequisite = {
  id: 'closed-account',
  says: 'the account takes no keys, or no requests from here, until it is changed',
  decide({ props }: NodeRecord) {
    const { sharedKeyAccess, publicNetworkAccess, defaultAction } = props
    if (sharedKeyAccess === false || publicNetworkAccess === false || defaultAction === 'Deny') return 'met'
    return sharedKeyAccess === undefined ? 'unknown' : 'unmet'
  },
  example: { sharedKeyAccess: false, publicNetworkAccess: true, defaultAction: 'Allow' },
  nearMiss: { sharedKeyAccess: true },
}

/** https://learn.microsoft.com/azure/key-vault/general/overview-vnet-service-endpoints#trusted-services */
const resourceManagerGetsIn: Prerequisite = {
  id: 'bypass',
  says: 'the firewall of the vault lets Resource Manager in',
  control: true,
  decide({ props }: NodeRecord) {
    const { bypass, publicNetworkAccess, defaultAction } = props
    if (bypass === 'AzureServices' || (publicNetworkAccess === true && defaultAction === 'Allow'))
      return 'met'
    return bypass === undefined ? 'unknown' : 'unmet'
  },
  example: { bypass: 'AzureServices', publicNetworkAccess: true, defaultAction: 'Deny' },
  nearMiss: { bypass: 'None', publicNetworkAccess: true, defaultAction: 'Deny' },
}

/** Who comes to data over a change of settings, a copy, or a service that reads for them. */
export const AZURE_DETOURS = [
  defineAzureTechnique({
    id: 'az-storage-reopen-account',
    title: 'Open a storage account again and take its keys',
    category: 'data',
    edge: 'CAN_READ',
    attack: ['T1562.007', 'T1552.001', 'T1530'],
    likelihood: TECHNIQUE.disruptive,
    references: learn('storage/common/shared-key-authorization-prevent'),
    target: 'AzureStorageAccount',
    needs: [
      ['microsoft.storage/storageaccounts/write', 'microsoft.storage/storageaccounts/listkeys/action'],
      ['microsoft.storage/storageaccounts/write', 'microsoft.storage/storageaccounts/regeneratekey/action'],
    ],
    prerequisites: [closed, noPolicy],
  }),
  defineAzureTechnique({
    id: 'az-keyvault-template-reference',
    title: 'Have a deployment read a secret',
    category: 'data',
    edge: 'CAN_READ',
    attack: ['T1555.006'],
    likelihood: TECHNIQUE.twoCalls,
    references: learn('azure-resource-manager/templates/key-vault-parameter'),
    target: 'AzureKeyVault',
    needs: [['microsoft.keyvault/vaults/deploy/action']],
    also: { kind: 'AzureResourceGroup', needs: [['microsoft.resources/deployments/write']] },
    prerequisites: [
      has('templateDeployment', [true], 'Resource Manager may read secrets for deployments', {
        control: true,
      }),
      resourceManagerGetsIn,
      notRead('secret-name', 'the name of a secret is known'),
    ],
  }),
  defineAzureTechnique({
    id: 'az-cosmos-data-role',
    title: 'Give oneself a data role of a Cosmos DB account',
    category: 'data',
    edge: 'CAN_READ',
    attack: ['T1098.003', 'T1530'],
    likelihood: TECHNIQUE.twoCalls,
    references: learn('cosmos-db/nosql/how-to-connect-role-based-access-control'),
    target: 'AzureCosmosAccount',
    needs: [['microsoft.documentdb/databaseaccounts/sqlroleassignments/write']],
    prerequisites: [has('noSql', [true], 'the account has the API for NoSQL'), openNetwork],
  }),
  defineAzureTechnique({
    id: 'az-disk-snapshot-export',
    title: 'Export a disk in use through a snapshot',
    category: 'data',
    edge: 'CAN_COPY',
    attack: ['T1578.001', 'T1537'],
    likelihood: TECHNIQUE.twoCalls,
    references: learn('virtual-machines/linux/snapshot-copy-managed-disk'),
    target: 'AzureDisk',
    needs: [['microsoft.compute/disks/read', 'microsoft.compute/disks/begingetaccess/action']],
    also: {
      kind: 'AzureResourceGroup',
      needs: [['microsoft.compute/snapshots/write', 'microsoft.compute/snapshots/begingetaccess/action']],
    },
    prerequisites: [
      has('state', ['Attached'], 'a running machine has it; else the disk itself is exported'),
      has('confidential', [false], 'it is no disk of a confidential machine'),
      noPolicy,
    ],
  }),
]
