/**
 * What Google's predefined roles contain, of the permissions that access and techniques ask about; others are left
 * out. A role that is not listed is unknown, never empty. https://cloud.google.com/iam/docs/roles-permissions
 */
const IMPERSONATE = [
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.getOpenIdToken',
  'iam.serviceAccounts.implicitDelegation',
  'iam.serviceAccounts.signBlob',
  'iam.serviceAccounts.signJwt',
]
const KEYS = ['iam.serviceAccountKeys.create']
const ACT_AS = ['iam.serviceAccounts.actAs']
const SET_POLICIES = ['resourcemanager.projects.setIamPolicy', 'iam.serviceAccounts.setIamPolicy']
const OBJECT_READ = ['storage.objects.get', 'storage.objects.list']
const OBJECT_WRITE = ['storage.objects.create']
const OBJECT_ADMIN = [...OBJECT_READ, ...OBJECT_WRITE, 'storage.objects.delete', 'storage.objects.update']
const FUNCTION_INVOKE = ['cloudfunctions.functions.invoke']
const SECRET_READ = ['secretmanager.versions.access']

const CONTENTS: { readonly [role: string]: readonly string[] } = {
  owner: [
    ...SET_POLICIES,
    ...ACT_AS,
    ...KEYS,
    ...SECRET_READ,
    'iam.roles.update',
    'secretmanager.secrets.setIamPolicy',
    'storage.buckets.setIamPolicy',
    'bigquery.datasets.setIamPolicy',
  ],
  editor: [...ACT_AS, ...KEYS],
  viewer: [],
  browser: [],
  'iam.securityAdmin': [
    ...SET_POLICIES,
    'resourcemanager.folders.setIamPolicy',
    'resourcemanager.organizations.setIamPolicy',
    'secretmanager.secrets.setIamPolicy',
    'storage.buckets.setIamPolicy',
    'bigquery.datasets.setIamPolicy',
  ],
  'iam.securityReviewer': [],
  'iam.serviceAccountAdmin': ['iam.serviceAccounts.setIamPolicy'],
  'iam.serviceAccountKeyAdmin': KEYS,
  'iam.serviceAccountTokenCreator': IMPERSONATE,
  'iam.serviceAccountOpenIdTokenCreator': ['iam.serviceAccounts.getOpenIdToken'],
  'iam.serviceAccountUser': ACT_AS,
  'iam.workloadIdentityUser': ['iam.serviceAccounts.getAccessToken', 'iam.serviceAccounts.getOpenIdToken'],
  'iam.roleAdmin': ['iam.roles.update'],
  'iam.organizationRoleAdmin': ['iam.roles.update'],
  'resourcemanager.projectIamAdmin': ['resourcemanager.projects.setIamPolicy'],
  'resourcemanager.folderIamAdmin': ['resourcemanager.folders.setIamPolicy'],
  'resourcemanager.folderAdmin': [
    'resourcemanager.folders.setIamPolicy',
    'resourcemanager.projects.setIamPolicy',
  ],
  'resourcemanager.organizationAdmin': [
    'resourcemanager.organizations.setIamPolicy',
    'resourcemanager.folders.setIamPolicy',
    'resourcemanager.projects.setIamPolicy',
  ],
  'storage.admin': [...OBJECT_ADMIN, 'storage.buckets.setIamPolicy', 'storage.objects.setIamPolicy'],
  'storage.objectAdmin': [...OBJECT_ADMIN, 'storage.objects.setIamPolicy'],
  'storage.objectUser': OBJECT_ADMIN,
  'storage.objectViewer': OBJECT_READ,
  'storage.objectCreator': OBJECT_WRITE,
  'storage.hmacKeyAdmin': ['storage.hmacKeys.create'],
  'storage.legacyObjectReader': ['storage.objects.get'],
  'storage.legacyBucketReader': ['storage.objects.list'],
  'storage.legacyBucketWriter': ['storage.objects.list', 'storage.objects.create', 'storage.objects.delete'],
  'storage.legacyBucketOwner': [
    'storage.objects.list',
    'storage.objects.create',
    'storage.objects.delete',
    'storage.buckets.setIamPolicy',
  ],
  'storage.legacyObjectOwner': [
    'storage.objects.get',
    'storage.objects.update',
    'storage.objects.setIamPolicy',
  ],
  'secretmanager.admin': [...SECRET_READ, 'secretmanager.secrets.setIamPolicy'],
  'secretmanager.secretAccessor': SECRET_READ,
  'secretmanager.viewer': [],
  'secretmanager.secretVersionAdder': [],
  'cloudkms.admin': ['cloudkms.cryptoKeys.setIamPolicy'],
  'cloudkms.cryptoKeyDecrypter': ['cloudkms.cryptoKeyVersions.useToDecrypt'],
  'cloudkms.cryptoKeyEncrypter': [],
  'cloudkms.cryptoKeyEncrypterDecrypter': ['cloudkms.cryptoKeyVersions.useToDecrypt'],
  'cloudkms.viewer': [],
  'bigquery.admin': [
    'bigquery.tables.getData',
    'bigquery.tables.updateData',
    'bigquery.datasets.setIamPolicy',
    'bigquery.jobs.create',
  ],
  'bigquery.dataOwner': [
    'bigquery.tables.getData',
    'bigquery.tables.updateData',
    'bigquery.datasets.setIamPolicy',
  ],
  'bigquery.dataEditor': ['bigquery.tables.getData', 'bigquery.tables.updateData'],
  'bigquery.dataViewer': ['bigquery.tables.getData'],
  'bigquery.jobUser': ['bigquery.jobs.create'],
  'bigquery.user': ['bigquery.jobs.create'],
  'bigquery.metadataViewer': [],
  'run.invoker': ['run.routes.invoke'],
  'run.admin': ['run.routes.invoke'],
  'run.servicesInvoker': ['run.routes.invoke'],
  'run.viewer': [],
  'cloudfunctions.invoker': FUNCTION_INVOKE,
  'cloudfunctions.developer': FUNCTION_INVOKE,
  'cloudfunctions.admin': FUNCTION_INVOKE,
  'cloudfunctions.viewer': [],
  'logging.logWriter': [],
  'logging.viewer': [],
  'monitoring.metricWriter': [],
  'monitoring.viewer': [],
  'cloudasset.viewer': [],
}

export const PREDEFINED_ROLES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(CONTENTS).map(([role, permissions]) => [`roles/${role}`, new Set(permissions)]),
)
