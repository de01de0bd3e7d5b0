import { createdAt, hexId, numericId } from '../ids.ts'
import { type Asset, type Binding, email, type Project } from './asset.ts'

interface Common {
  readonly labels?: { readonly [key: string]: string }
  readonly bindings?: readonly Binding[]
}

const asset = (
  of: Project,
  type: string,
  name: string,
  data: Asset['data'],
  { labels, bindings }: Common = {},
  location = of.region,
): Asset => ({
  type,
  name,
  ancestors: of.ancestors,
  location,
  data: { ...data, ...(labels === undefined ? {} : { labels }) },
  ...(bindings === undefined ? {} : { bindings }),
})

interface ServiceAccount extends Common {
  readonly disabled?: true
  /** Days on which keys were made that somebody holds. */
  readonly keys?: readonly string[]
}

export const uniqueId = (of: Project, name: string): string => numericId(`account/${of.id}/${name}`, 21)

export const serviceAccount = (of: Project, name: string, one: ServiceAccount = {}): readonly Asset[] => [
  asset(
    of,
    'iam.googleapis.com/ServiceAccount',
    `//iam.googleapis.com/projects/${of.id}/serviceAccounts/${uniqueId(of, name)}`,
    {
      name: `projects/${of.id}/serviceAccounts/${email(of, name)}`,
      projectId: of.id,
      uniqueId: uniqueId(of, name),
      email: email(of, name),
      displayName: name,
      ...(one.disabled === undefined ? {} : { disabled: true }),
    },
    one.bindings === undefined ? {} : { bindings: one.bindings },
    'global',
  ),
  ...(one.keys ?? []).map((day) =>
    asset(
      of,
      'iam.googleapis.com/ServiceAccountKey',
      `//iam.googleapis.com/projects/${of.id}/serviceAccounts/${email(of, name)}/keys/${hexId(`key/${of.id}/${name}/${day}`)}`,
      {
        keyAlgorithm: 'KEY_ALG_RSA_2048',
        keyType: 'USER_MANAGED',
        keyOrigin: 'GOOGLE_PROVIDED',
        validAfterTime: `${day}T09:00:00Z`,
        validBeforeTime: '9999-12-31T23:59:59Z',
      },
      {},
      'global',
    ),
  ),
]

interface Bucket extends Common {
  readonly preventsPublicAccess?: true
}

export const bucket = (of: Project, name: string, one: Bucket = {}): Asset =>
  asset(
    of,
    'storage.googleapis.com/Bucket',
    `//storage.googleapis.com/${name}`,
    {
      name,
      timeCreated: createdAt(`bucket/${name}`),
      iamConfiguration: {
        uniformBucketLevelAccess: { enabled: true },
        publicAccessPrevention: one.preventsPublicAccess === true ? 'enforced' : 'inherited',
      },
      versioning: { enabled: true },
    },
    one,
  )

export const secret = (of: Project, name: string, one: Common = {}): Asset =>
  asset(
    of,
    'secretmanager.googleapis.com/Secret',
    `//secretmanager.googleapis.com/projects/${of.number}/secrets/${name}`,
    { createTime: createdAt(`secret/${of.id}/${name}`), rotation: { rotationPeriod: '7776000s' } },
    one,
    'global',
  )

/** A dataset with its tables. */
export const dataset = (
  of: Project,
  name: string,
  tables: readonly string[],
  one: Common = {},
): readonly Asset[] => [
  asset(
    of,
    'bigquery.googleapis.com/Dataset',
    `//bigquery.googleapis.com/projects/${of.id}/datasets/${name}`,
    { datasetReference: { projectId: of.id, datasetId: name } },
    one,
  ),
  ...tables.map((table) =>
    asset(
      of,
      'bigquery.googleapis.com/Table',
      `//bigquery.googleapis.com/projects/${of.id}/datasets/${name}/tables/${table}`,
      { type: 'TABLE', tableReference: { projectId: of.id, datasetId: name, tableId: table } },
    ),
  ),
]

/** A topic with a subscription for each reader. */
export const topic = (of: Project, name: string, readers: readonly string[]): readonly Asset[] => [
  asset(of, 'pubsub.googleapis.com/Topic', `//pubsub.googleapis.com/projects/${of.id}/topics/${name}`, {
    name: `projects/${of.id}/topics/${name}`,
  }),
  ...readers.map((reader) =>
    asset(
      of,
      'pubsub.googleapis.com/Subscription',
      `//pubsub.googleapis.com/projects/${of.id}/subscriptions/${name}-${reader}`,
      { topic: `projects/${of.id}/topics/${name}` },
    ),
  ),
]

interface RunService extends Common {
  readonly as: string
  readonly ingress?: 'all' | 'internal'
}

export const runService = (of: Project, name: string, one: RunService): Asset =>
  asset(
    of,
    'run.googleapis.com/Service',
    `//run.googleapis.com/projects/${of.id}/locations/${of.region}/services/${name}`,
    {
      metadata: { name, annotations: { 'run.googleapis.com/ingress': one.ingress ?? 'internal' } },
      spec: {
        template: {
          spec: {
            serviceAccountName: email(of, one.as),
            containers: [{ image: `${of.region}-docker.pkg.dev/${of.id}/services/${name}:2026.11` }],
          },
        },
      },
    },
    one,
  )

/** A function of the first generation that a message starts. */
export const cloudFunction = (of: Project, name: string, as: string): Asset =>
  asset(
    of,
    'cloudfunctions.googleapis.com/CloudFunction',
    `//cloudfunctions.googleapis.com/projects/${of.id}/locations/${of.region}/functions/${name}`,
    {
      runtime: 'python312',
      status: 'ACTIVE',
      ingressSettings: 'ALLOW_INTERNAL_ONLY',
      serviceAccountEmail: email(of, as),
      eventTrigger: { eventType: 'google.pubsub.topic.publish' },
    },
  )

export const keys = (of: Project, ring: string, names: readonly string[]): readonly Asset[] => [
  asset(
    of,
    'cloudkms.googleapis.com/KeyRing',
    `//cloudkms.googleapis.com/projects/${of.id}/locations/${of.region}/keyRings/${ring}`,
    { createTime: createdAt(`ring/${of.id}/${ring}`) },
  ),
  ...names.map((name) =>
    asset(
      of,
      'cloudkms.googleapis.com/CryptoKey',
      `//cloudkms.googleapis.com/projects/${of.id}/locations/${of.region}/keyRings/${ring}/cryptoKeys/${name}`,
      {
        purpose: 'ENCRYPT_DECRYPT',
        rotationPeriod: '7776000s',
        nextRotationTime: '2027-01-10T00:00:00Z',
        primary: { state: 'ENABLED' },
      },
    ),
  ),
]

export const sqlInstance = (of: Project, name: string, labels: Common['labels'] = {}): Asset =>
  asset(
    of,
    'sqladmin.googleapis.com/Instance',
    `//cloudsql.googleapis.com/projects/${of.id}/instances/${name}`,
    {
      databaseVersion: 'POSTGRES_16',
      instanceType: 'CLOUD_SQL_INSTANCE',
      ipAddresses: [{ type: 'PRIVATE', ipAddress: '10.80.40.3' }],
      settings: {
        databaseFlags: [{ name: 'cloudsql.enable_pgaudit', value: 'on' }],
        deletionProtectionEnabled: true,
        backupConfiguration: { enabled: true },
        ipConfiguration: { ipv4Enabled: false, sslMode: 'ENCRYPTED_ONLY', authorizedNetworks: [] },
      },
    },
    { labels },
  )

export const repository = (of: Project, name: string, format = 'DOCKER'): Asset =>
  asset(
    of,
    'artifactregistry.googleapis.com/Repository',
    `//artifactregistry.googleapis.com/projects/${of.id}/locations/${of.region}/repositories/${name}`,
    { format, mode: 'STANDARD_REPOSITORY', createTime: createdAt(`repository/${of.id}/${name}`) },
  )

const poolOf = ({ number }: Project, pool: string): string =>
  `projects/${number}/locations/global/workloadIdentityPools/${pool}`

/** What a pool takes identities of an AWS account by. */
export const awsProvider = (of: Project, pool: string, accountId: string, more: object = {}): Asset =>
  asset(
    of,
    'iam.googleapis.com/WorkloadIdentityPoolProvider',
    `//iam.googleapis.com/${poolOf(of, pool)}/providers/aws`,
    { name: `${poolOf(of, pool)}/providers/aws`, state: 'ACTIVE', aws: { accountId }, ...more },
    {},
    'global',
  )

/** A role of AWS as a member of a pool. */
export const awsRole = (of: Project, pool: string, accountId: string, role: string): string =>
  `principalSet://iam.googleapis.com/${poolOf(of, pool)}/attribute.aws_role/arn:aws:sts::${accountId}:assumed-role/${role}`
