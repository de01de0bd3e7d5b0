import { WORKLOAD } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'

/** One permission that on its own gives an attacker something, on one kind of node. */
export interface AccessGrant {
  /** For people: `Reads objects`. */
  readonly title: string
  /** The page that says what the permission gives. */
  readonly reference: string
  /** Technique id; null for plain access to data. */
  readonly technique: string | null
  readonly kind: string
  readonly edge: string
  readonly permission: string
  readonly attack: readonly string[]
  /** Where the permission alone does not get an attacker all the way; else that of an allowed call. */
  readonly likelihood?: number
  /** What conditions see of a request on the node. */
  readonly service: string
  readonly type: string
  /** The relative resource name that conditions compare. */
  readonly name: (node: NodeRecord) => string
  /** The request names something below the node, which the caller picks. */
  readonly below?: true
  /** Permissions that the same role must contain. */
  readonly also?: readonly string[]
  /** Not drawn for a role that contains this one, which gives the same more easily. */
  readonly unless?: string
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
    title: 'Reads the objects of a bucket',
    reference: 'https://cloud.google.com/storage/docs/access-control/iam-permissions',
    edge: 'CAN_READ',
    permission: 'storage.objects.get',
    attack: ['T1530'],
    publicProperty: 'publicRead',
  },
  {
    ...object,
    technique: null,
    title: 'Writes objects into a bucket',
    reference: 'https://cloud.google.com/storage/docs/access-control/iam-permissions',
    edge: 'CAN_WRITE',
    permission: 'storage.objects.create',
    attack: ['T1565.001'],
    publicProperty: 'publicWrite',
  },
  {
    technique: 'gcp-secret-access',
    title: 'Reads the versions of a secret',
    reference: 'https://cloud.google.com/secret-manager/docs/access-control',
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
    title: 'Decrypts with a key',
    reference: 'https://cloud.google.com/kms/docs/reference/permissions-and-roles',
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
    title: 'Reads the tables of a dataset',
    reference: 'https://cloud.google.com/bigquery/docs/access-control',
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
    title: 'Writes the tables of a dataset',
    reference: 'https://cloud.google.com/bigquery/docs/access-control',
    kind: 'GcpBigQueryDataset',
    edge: 'CAN_WRITE',
    permission: 'bigquery.tables.updateData',
    attack: ['T1565.001'],
    service: 'bigquery.googleapis.com',
    type: 'bigquery.googleapis.com/Table',
    name: (node) => `${afterService(node)}/tables`,
    below: true,
  },
  {
    technique: 'gcp-run-invoke',
    title: 'Invokes a Cloud Run service',
    reference: 'https://cloud.google.com/run/docs/authenticating/overview',
    kind: 'GcpRunService',
    edge: 'CAN_INVOKE',
    permission: 'run.routes.invoke',
    attack: ['T1190'],
    service: 'run.googleapis.com',
    type: 'run.googleapis.com/Service',
    name: afterService,
    likelihood: WORKLOAD.publicFunction,
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
    title: 'Mints access tokens of a service account',
    reference: 'https://cloud.google.com/iam/docs/service-account-permissions',
    edge: 'CAN_ASSUME',
    permission: 'iam.serviceAccounts.getAccessToken',
    attack: ['T1550.001', 'T1078.004'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-sign-blob',
    title: 'Signs as a service account and exchanges the signature for a token',
    reference: 'https://cloud.google.com/iam/docs/service-account-permissions',
    edge: 'CAN_ASSUME',
    permission: 'iam.serviceAccounts.signBlob',
    unless: 'iam.serviceAccounts.getAccessToken',
    attack: ['T1550.001', 'T1606'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-sign-jwt',
    title: 'Signs a JWT as a service account and exchanges it for a token',
    reference: 'https://cloud.google.com/iam/docs/service-account-permissions',
    edge: 'CAN_ASSUME',
    permission: 'iam.serviceAccounts.signJwt',
    unless: 'iam.serviceAccounts.getAccessToken',
    attack: ['T1550.001', 'T1606'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-key-create',
    title: 'Creates a key of a service account',
    reference: 'https://cloud.google.com/iam/docs/keys-create-delete',
    edge: 'CAN_CREATE_CREDENTIAL',
    permission: 'iam.serviceAccountKeys.create',
    attack: ['T1098.001'],
  },
  {
    ...serviceAccount,
    technique: 'gcp-iam-sa-set-policy',
    title: 'Lets itself act as a service account',
    reference: 'https://cloud.google.com/iam/docs/manage-access-service-accounts',
    edge: 'CAN_ESCALATE',
    permission: 'iam.serviceAccounts.setIamPolicy',
    attack: ['T1098.003'],
  },
]

const setPolicy = (kind: 'Project' | 'Folder' | 'Organization'): AccessGrant => ({
  technique: `gcp-iam-${kind === 'Organization' ? 'org' : kind.toLowerCase()}-set-policy`,
  title: `Writes the policy of ${kind === 'Organization' ? 'an organization' : `a ${kind.toLowerCase()}`}`,
  reference: 'https://cloud.google.com/iam/docs/granting-changing-revoking-access',
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
    title: 'Administers a project',
    reference: 'https://cloud.google.com/iam/docs/roles-overview#basic',
    edge: 'ADMIN_OF',
    also: ['iam.serviceAccounts.setIamPolicy'],
    attack: ['T1098.003', 'T1078.004'],
    onNodeItself: true,
  },
]
