import { ALLOWED } from '../../../likelihood.ts'
import { defineGcpTechnique, type GcpTechnique, type NearMiss, onTarget } from '../technique.ts'

const GRANTING = 'https://cloud.google.com/iam/docs/granting-changing-revoking-access'

const policy = {
  category: 'role-assignment',
  edge: 'CAN_ESCALATE',
  attack: ['T1098.003'],
  likelihood: ALLOWED,
} as const

const scope = (kind: 'Project' | 'Folder' | 'Organization', nearMisses: readonly NearMiss[]): GcpTechnique =>
  defineGcpTechnique({
    ...policy,
    id: `gcp-iam-${kind === 'Organization' ? 'org' : kind.toLowerCase()}-set-policy`,
    title: `Writes the policy of ${kind === 'Organization' ? 'an organization' : `a ${kind.toLowerCase()}`}`,
    references: [GRANTING],
    target: `Gcp${kind}`,
    needs: [onTarget(`resourcemanager.${kind.toLowerCase()}s.setIamPolicy`)],
    nearMisses,
  })

/** What can have a policy of its own, the permission to write it, and the page that says so. */
const RESOURCES: readonly (readonly [kind: string, permission: string, page: string, nearMiss: NearMiss])[] =
  [
    [
      'GcpBucket',
      'storage.buckets.setIamPolicy',
      'https://cloud.google.com/storage/docs/access-control/iam-permissions',
      { says: 'a legacy reader reads the policy only', role: 'roles/storage.legacyBucketReader' },
    ],
    [
      'GcpSecret',
      'secretmanager.secrets.setIamPolicy',
      'https://cloud.google.com/secret-manager/docs/access-control',
      { says: 'reading the policy is not writing it', permissions: ['secretmanager.secrets.getIamPolicy'] },
    ],
    [
      'GcpCryptoKey',
      'cloudkms.cryptoKeys.setIamPolicy',
      'https://cloud.google.com/kms/docs/reference/permissions-and-roles',
      { says: 'using a key is not giving it away', role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter' },
    ],
    [
      'GcpBigQueryDataset',
      'bigquery.datasets.setIamPolicy',
      'https://cloud.google.com/bigquery/docs/control-access-to-resources-iam',
      {
        says: 'changing the dataset no longer changes who has access to it',
        permissions: ['bigquery.datasets.update'],
      },
    ],
    [
      'GcpArtifactRepository',
      'artifactregistry.repositories.setIamPolicy',
      'https://cloud.google.com/artifact-registry/docs/access-control',
      { says: 'pushing is not granting', role: 'roles/artifactregistry.writer' },
    ],
  ]

/** Whoever may write the policy of a node can give himself any role on it and on all below. */
export const POLICIES: readonly GcpTechnique[] = [
  scope('Project', [
    {
      says: 'writing the policies of buckets is not writing that of the project',
      permissions: ['storage.buckets.setIamPolicy'],
    },
    { says: 'reading the policy is not writing it', permissions: ['resourcemanager.projects.getIamPolicy'] },
  ]),
  scope('Folder', [
    {
      says: 'making and moving folders is not writing their policies',
      permissions: ['resourcemanager.folders.create', 'resourcemanager.folders.move'],
    },
  ]),
  scope('Organization', [
    {
      says: 'seeing the organization is not writing its policy',
      role: 'roles/resourcemanager.organizationViewer',
    },
  ]),
  defineGcpTechnique({
    ...policy,
    id: 'gcp-iam-owner',
    title: 'Administers a project',
    edge: 'ADMIN_OF',
    attack: ['T1098.003', 'T1078.004'],
    references: ['https://cloud.google.com/iam/docs/roles-overview#basic'],
    target: 'GcpProject',
    needs: [onTarget('resourcemanager.projects.setIamPolicy', 'iam.serviceAccounts.setIamPolicy')],
    onNodeItself: true,
    nearMisses: [{ says: 'Editor writes no policies', role: 'roles/editor' }],
  }),
  ...RESOURCES.map(([target, permission, page, nearMiss]) =>
    defineGcpTechnique({
      ...policy,
      id: 'gcp-iam-resource-set-policy',
      title: 'Writes the policy of a single resource',
      references: [GRANTING, page],
      target,
      needs: [onTarget(permission)],
      nearMisses: [nearMiss],
    }),
  ),
]
