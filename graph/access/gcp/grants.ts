import type { NodeRecord } from '../../snapshot/records.ts'

/** One permission that on its own gives an attacker something, on one kind of node. */
export interface AccessGrant {
  /** Technique id; null for plain access to data. */
  readonly technique: string | null
  readonly kind: string
  readonly edge: string
  readonly permission: string
  readonly attack: readonly string[]
  /** What conditions see of a request on the node. */
  readonly service: string
  readonly type: string
  /** The relative resource name that conditions compare. */
  readonly name: (node: NodeRecord) => string
  /** The request names something below the node, which the caller picks. */
  readonly below?: true
  /** Permissions that the same role must contain. */
  readonly also?: readonly string[]
  /** Drawn only where the binding is on the node itself, not where it is inherited. */
  readonly onNodeItself?: true
  /** Property of the node that says that anyone has it. */
  readonly publicProperty?: string
}

const afterService = ({ id }: NodeRecord): string => id.replace(/^\/\/[^/]+\//, '')

const object = {
  kind: 'GcpBucket',
  service: 'storage.googleapis.com',
  type: 'storage.googleapis.com/Object',
  name: (node: NodeRecord) => `projects/_/buckets/${afterService(node)}/objects`,
  below: true,
} as const

/** https://cloud.google.com/iam/docs/conditions-attribute-reference#resource-name */
export const DATA_GRANTS: readonly AccessGrant[] = [
  {
    ...object,
    technique: 'gcp-storage-object-read',
    edge: 'CAN_READ',
    permission: 'storage.objects.get',
    attack: ['T1530'],
    publicProperty: 'publicRead',
  },
  {
    ...object,
    technique: null,
    edge: 'CAN_WRITE',
    permission: 'storage.objects.create',
    attack: ['T1565.001'],
    publicProperty: 'publicWrite',
  },
  {
    technique: 'gcp-secret-access',
    kind: 'GcpSecret',
    edge: 'CAN_READ',
    permission: 'secretmanager.versions.access',
    attack: ['T1555.006'],
    service: 'secretmanager.googleapis.com',
    type: 'secretmanager.googleapis.com/SecretVersion',
    name: (node) => `${afterService(node)}/versions`,
    below: true,
  },
  {
    technique: 'gcp-kms-decrypt',
    kind: 'GcpCryptoKey',
    edge: 'CAN_READ',
    permission: 'cloudkms.cryptoKeyVersions.useToDecrypt',
    attack: ['T1552'],
    service: 'cloudkms.googleapis.com',
    type: 'cloudkms.googleapis.com/CryptoKeyVersion',
    name: (node) => `${afterService(node)}/cryptoKeyVersions`,
    below: true,
  },
  {
    technique: 'gcp-bigquery-read',
    kind: 'GcpBigQueryDataset',
    edge: 'CAN_READ',
    permission: 'bigquery.tables.getData',
    attack: ['T1213'],
    service: 'bigquery.googleapis.com',
    type: 'bigquery.googleapis.com/Table',
    name: (node) => `${afterService(node)}/tables`,
    below: true,
  },
  {
    technique: null,
    kind: 'GcpBigQueryDataset',
    edge: 'CAN_WRITE',
    permission: 'bigquery.tables.updateData',
    attack: ['T1565.001'],
    service: 'bigquery.googleapis.com',
    type: 'bigquery.googleapis.com/Table',
    name: (node) => `${afterService(node)}/tables`,
    below: true,
  },
]

const serviceAccount = {
  kind: 'GcpServiceAccount',
  service: 'iam.googleapis.com',
  type: 'iam.googleapis.com/ServiceAccount',
  name: ({ props }: NodeRecord) => `projects/-/serviceAccounts/${String(props.uniqueId)}`,
} as const

/** https://cloud.google.com/iam/docs/service-account-impersonation */
export const IDENTITY_GRANTS: readonly AccessGrant[] = [
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-access-token',
    edge: 'CAN_ASSUME',
    permission: 'iam.serviceAccounts.getAccessToken',
    attack: ['T1550.001', 'T1078.004'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-sign-blob',
    edge: 'CAN_ASSUME',
    permission: 'iam.serviceAccounts.signBlob',
    attack: ['T1550.001', 'T1606'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-sign-jwt',
    edge: 'CAN_ASSUME',
    permission: 'iam.serviceAccounts.signJwt',
    attack: ['T1550.001', 'T1606'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-key-create',
    edge: 'CAN_CREATE_CREDENTIAL',
    permission: 'iam.serviceAccountKeys.create',
    attack: ['T1098.001'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-set-policy',
    edge: 'CAN_ESCALATE',
    permission: 'iam.serviceAccounts.setIamPolicy',
    attack: ['T1098.003'],
  },
]

const setPolicy = (kind: 'Project' | 'Folder' | 'Organization'): AccessGrant => ({
  technique: `gcp-iam-${kind === 'Organization' ? 'org' : kind.toLowerCase()}-set-policy`,
  kind: `Gcp${kind}`,
  edge: 'CAN_ESCALATE',
  permission: `resourcemanager.${kind.toLowerCase()}s.setIamPolicy`,
  attack: ['T1098.003'],
  service: 'cloudresourcemanager.googleapis.com',
  type: `cloudresourcemanager.googleapis.com/${kind}`,
  name: afterService,
})

/** Whoever may write the policy of a node can give himself any role on it and on all below. */
export const SCOPE_GRANTS: readonly AccessGrant[] = [
  setPolicy('Project'),
  setPolicy('Folder'),
  setPolicy('Organization'),
  {
    ...setPolicy('Project'),
    technique: 'gcp-iam-owner',
    edge: 'ADMIN_OF',
    also: ['iam.serviceAccounts.setIamPolicy'],
    attack: ['T1098.003', 'T1078.004'],
    onNodeItself: true,
  },
]
