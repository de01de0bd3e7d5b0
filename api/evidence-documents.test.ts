import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveSnapshot } from '../graph/derive.ts'
import { type NodeRecord, type Props, relationshipId, type Snapshot } from '../graph/snapshot/records.ts'
import { publishEstate, startService, type TestService } from './testkit.ts'

const SUBSCRIPTION = '/subscriptions/11111111-2222-3333-4444-555555555555'
const ACCOUNT = `${SUBSCRIPTION}/resourcegroups/rg/providers/microsoft.storage/storageaccounts/data`
const BLOBS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
const PERMISSIONS = [{ actions: ['*/read'] }, { dataActions: [BLOBS] }]
const CONDITION = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'x'"
const PROJECT = '//cloudresourcemanager.googleapis.com/projects/p'
const POLICY = { bindings: [{ role: 'roles/storage.objectViewer', members: ['user:ann@example.com'] }] }
const BUCKET = '//storage.googleapis.com/b'

const at = (provider: string, account: string, props: Props): Props => ({ provider, account, ...props })
const azure = (props: Props) => at('azure', '11111111-2222-3333-4444-555555555555', props)

function estate(): Snapshot {
  const nodes: NodeRecord[] = [
    { id: SUBSCRIPTION, kind: 'AzureSubscription', props: azure({ name: 'Production' }) },
    { id: 'ada', kind: 'EntraUser', props: azure({ name: 'Ada' }) },
    { id: ACCOUNT, kind: 'AzureStorageAccount', props: azure({ name: 'data' }) },
    {
      id: 'reader',
      kind: 'AzureRoleDefinition',
      props: azure({ name: 'Blob reader', permissions: PERMISSIONS }),
    },
    {
      id: 'assignment',
      kind: 'AzureRoleAssignment',
      props: azure({
        principalId: 'ada',
        roleDefinitionId: 'reader',
        scope: SUBSCRIPTION,
        condition: CONDITION,
      }),
    },
    { id: PROJECT, kind: 'GcpProject', props: at('gcp', 'p', { name: 'p', iamPolicy: POLICY }) },
    { id: 'user:ann@example.com', kind: 'GcpUser', props: at('gcp', 'p', { name: 'ann' }) },
    { id: BUCKET, kind: 'GcpBucket', props: at('gcp', 'p', { name: 'b', iamPolicy: null }) },
  ]
  const contains = { from: PROJECT, kind: 'CONTAINS', to: BUCKET, props: {} }
  return deriveSnapshot({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map([[relationshipId(contains), contains]]),
    coverage: [],
  }).snapshot
}

let service: TestService
beforeAll(async () => {
  service = await startService()
  await publishEstate(service.store, estate())
})
afterAll(() => service.close())

const evidenceOf = async (principal: string) => {
  const fields = 'nodes { kind evidence { id statement detail document } }'
  const answer = await service.query(`{ accessOf(principal: "${principal}") { ${fields} } }`)
  return answer.data.accessOf.nodes.find(({ kind }: { kind: string }) => kind === 'CAN_READ').evidence
}

test('an assignment comes with its scope, its condition and the blocks of its role, and names the one that decides', async () => {
  expect(await evidenceOf('ada')).toEqual([
    {
      id: 'assignment',
      statement: '1',
      detail: `Blob reader at Production grants data:${BLOBS.toLowerCase()}`,
      document: {
        principalId: 'ada',
        scope: SUBSCRIPTION,
        condition: CONDITION,
        roleDefinitionId: 'reader',
        roleName: 'Blob reader',
        permissions: PERMISSIONS,
      },
    },
  ])
})

test('a binding of Google Cloud comes with the policy that it stands in', async () => {
  const [found] = await evidenceOf('user:ann@example.com')
  expect(found).toMatchObject({ id: PROJECT, statement: '0', document: POLICY })
})
