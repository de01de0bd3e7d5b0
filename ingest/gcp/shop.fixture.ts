import type { FakeAsset } from './fake.testkit.ts'

const HOST = '//cloudresourcemanager.googleapis.com'
const ORG = ['organizations/1']
const PROJECT = ['projects/42', 'folders/7', 'organizations/1']
export const ROBOT = 'deployer@shop-prod.iam.gserviceaccount.com'

const policy = (...bindings: readonly object[]) => ({ bindings })
const binding = (role: string, ...members: readonly string[]) => ({ role: `roles/${role}`, members })

/**
 * A shop, as an export has it, a line for each content: ann mints tokens of the deployer, which owns the project; the
 * assets bucket is public, the ledger is not.
 */
export const SHOP: readonly FakeAsset[] = [
  {
    name: `${HOST}/organizations/1`,
    assetType: 'cloudresourcemanager.googleapis.com/Organization',
    resource: { data: { displayName: 'shop.example', owner: { directoryCustomerId: 'C0shop' } } },
    ancestors: ORG,
  },
  {
    name: `${HOST}/organizations/1`,
    assetType: 'cloudresourcemanager.googleapis.com/Organization',
    orgPolicy: [
      { constraint: 'constraints/iam.disableServiceAccountKeyCreation', booleanPolicy: { enforced: true } },
    ],
    ancestors: ORG,
  },
  {
    name: `${HOST}/folders/7`,
    assetType: 'cloudresourcemanager.googleapis.com/Folder',
    resource: { data: { displayName: 'Production' } },
    ancestors: ['folders/7', ...ORG],
  },
  {
    name: `${HOST}/projects/42`,
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    resource: {
      data: { projectId: 'shop-prod', name: 'Shop', projectNumber: '42', lifecycleState: 'ACTIVE' },
    },
    ancestors: PROJECT,
  },
  {
    name: `${HOST}/projects/42`,
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    iamPolicy: {
      ...policy(binding('owner', `serviceAccount:${ROBOT}`), binding('viewer', 'user:bob@shop.example')),
      auditConfigs: [{ service: 'allServices', auditLogConfigs: [{ logType: 'DATA_READ' }] }],
    },
    ancestors: PROJECT,
  },
  {
    name: '//iam.googleapis.com/projects/shop-prod/serviceAccounts/1001',
    assetType: 'iam.googleapis.com/ServiceAccount',
    resource: { data: { email: ROBOT, uniqueId: '1001' } },
    ancestors: PROJECT,
  },
  {
    name: '//iam.googleapis.com/projects/shop-prod/serviceAccounts/1001',
    assetType: 'iam.googleapis.com/ServiceAccount',
    iamPolicy: policy(
      binding('iam.serviceAccountTokenCreator', 'user:ann@shop.example', 'group:deploy@shop.example'),
    ),
    ancestors: PROJECT,
  },
  {
    name: `//iam.googleapis.com/projects/shop-prod/serviceAccounts/${ROBOT}/keys/k1`,
    assetType: 'iam.googleapis.com/ServiceAccountKey',
    resource: { data: { keyType: 'USER_MANAGED', validAfterTime: '2025-01-01T00:00:00Z' } },
    ancestors: PROJECT,
  },
  {
    name: '//storage.googleapis.com/shop-assets',
    assetType: 'storage.googleapis.com/Bucket',
    resource: { data: { labels: { classification: 'public' } }, location: 'eu' },
    ancestors: PROJECT,
  },
  {
    name: '//storage.googleapis.com/shop-assets',
    assetType: 'storage.googleapis.com/Bucket',
    iamPolicy: policy(binding('storage.objectViewer', 'allUsers')),
    ancestors: PROJECT,
  },
  {
    name: '//storage.googleapis.com/shop-ledger',
    assetType: 'storage.googleapis.com/Bucket',
    resource: { data: { labels: { classification: 'restricted' } } },
    ancestors: PROJECT,
  },
  {
    name: '//pubsub.googleapis.com/projects/shop-prod/topics/t',
    assetType: 'pubsub.googleapis.com/Topic',
    resource: { data: { name: 'projects/shop-prod/topics/t' } },
    ancestors: PROJECT,
  },
]

/** The same as `gcloud asset export` spells it: what a resource holds keeps its spelling, the rest is in snake case. */
export const exportLines = (assets: readonly FakeAsset[] = SHOP): string =>
  assets.map((asset) => JSON.stringify(snake(asset))).join('\n')

function snake(value: unknown, at = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => snake(item, at))
  if (typeof value !== 'object' || value === null || at === 'data') return value
  return Object.fromEntries(
    Object.entries(value).map(([member, held]) => [
      member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snake(held, member),
    ]),
  )
}
