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

const NEW_INSTANCES = [
  'compute.instances.create',
  'compute.instanceTemplates.create',
  'compute.instanceGroupManagers.create',
  'compute.disks.create',
]
const INSTANCES = [
  ...NEW_INSTANCES,
  'compute.instances.setMetadata',
  'compute.instances.setServiceAccount',
  'compute.instances.stop',
  'compute.instances.start',
  'compute.instances.reset',
  'compute.instances.osAdminLogin',
  'compute.projects.setCommonInstanceMetadata',
  'compute.disks.useReadOnly',
  'compute.disks.createSnapshot',
  'compute.snapshots.create',
  'compute.snapshots.useReadOnly',
  'compute.images.useReadOnly',
]
const SHARE_COPIES = [
  'compute.disks.setIamPolicy',
  'compute.snapshots.setIamPolicy',
  'compute.images.setIamPolicy',
  'compute.machineImages.setIamPolicy',
]
const OS_CONFIG = [
  'osconfig.patchJobs.exec',
  'osconfig.patchDeployments.create',
  'osconfig.osPolicyAssignments.create',
]
const FUNCTIONS = [
  'cloudfunctions.functions.create',
  'cloudfunctions.functions.update',
  'cloudfunctions.functions.sourceCodeSet',
  'cloudfunctions.functions.call',
]
const RUN = [
  'run.services.create',
  'run.services.update',
  'run.jobs.create',
  'run.jobs.run',
  'run.jobs.runWithOverrides',
  'run.routes.invoke',
]
const WORKFLOWS = ['workflows.workflows.create', 'workflows.workflows.update', 'workflows.executions.create']
const DATAPROC_WORK = ['dataproc.tasks.lease']
const DATAFLOW_WORK = ['dataflow.workItems.lease']
const DATAPROC = ['dataproc.clusters.create', 'dataproc.clusters.use', 'dataproc.jobs.create']
const PODS = [
  'container.pods.exec',
  'container.pods.create',
  'container.secrets.get',
  'container.secrets.list',
]
const BUILD = ['cloudbuild.builds.create']
const APP_ENGINE = ['appengine.versions.create']
const IMAGE_PUSH = ['artifactregistry.repositories.uploadArtifacts']
const POOL_PROVIDERS = [
  'iam.googleapis.com/workloadIdentityPoolProviders.create',
  'iam.googleapis.com/workloadIdentityPoolProviders.update',
]
/** https://cloud.google.com/iam/docs/roles-permissions/resourcemanager */
const TAG_SCOPES = ['resourcemanager.hierarchyNodes.createTagBinding']
const USE_TAGS = ['resourcemanager.tagValueBindings.create', ...TAG_SCOPES]
const TAG_BUCKETS = ['storage.buckets.createTagBinding']
const TAG_SECRETS = ['secretmanager.secrets.createTagBinding']
/** Whatever makes and changes things, but policies. */
const MAKE = [
  ...INSTANCES,
  ...OS_CONFIG,
  ...FUNCTIONS,
  ...RUN,
  ...WORKFLOWS,
  ...DATAPROC,
  ...DATAPROC_WORK,
  ...DATAFLOW_WORK,
  ...PODS,
  ...BUILD,
  ...APP_ENGINE,
  ...IMAGE_PUSH,
  'compute.subnetworks.use',
  'appengine.services.update',
  'cloudscheduler.jobs.create',
  'cloudtasks.tasks.create',
  'config.deployments.create',
  'dataflow.jobs.create',
  'composer.environments.create',
  'aiplatform.customJobs.create',
  'batch.jobs.create',
  'cloudsql.users.create',
  'cloudsql.users.update',
  'cloudsql.instances.export',
  'cloudsql.instances.get',
]

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
    ...MAKE,
    ...SHARE_COPIES,
    ...FUNCTION_INVOKE,
    ...POOL_PROVIDERS,
    ...USE_TAGS,
    ...TAG_BUCKETS,
    ...TAG_SECRETS,
    'storage.hmacKeys.create',
    'cloudfunctions.functions.setIamPolicy',
    'cloudkms.cryptoKeys.setIamPolicy',
    'artifactregistry.repositories.setIamPolicy',
  ],
  editor: [...ACT_AS, ...KEYS, ...MAKE, ...FUNCTION_INVOKE, ...USE_TAGS, 'storage.hmacKeys.create'],
  viewer: ['cloudsql.instances.get'],
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
  'iam.denyAdmin': ['iam.denypolicies.update', 'iam.denypolicies.delete'],
  'iam.denyReviewer': [],
  'iam.workloadIdentityPoolAdmin': POOL_PROVIDERS,
  'iam.workloadIdentityPoolViewer': [],
  'orgpolicy.policyAdmin': ['orgpolicy.policy.set', 'orgpolicy.policies.create', 'orgpolicy.policies.update'],
  'orgpolicy.policyViewer': [],
  'iam.organizationRoleAdmin': ['iam.roles.update'],
  'resourcemanager.projectIamAdmin': ['resourcemanager.projects.setIamPolicy'],
  'resourcemanager.folderIamAdmin': ['resourcemanager.folders.setIamPolicy'],
  'resourcemanager.folderAdmin': [
    'resourcemanager.folders.setIamPolicy',
    'resourcemanager.projects.setIamPolicy',
    ...TAG_SCOPES,
  ],
  'resourcemanager.organizationAdmin': [
    'resourcemanager.organizations.setIamPolicy',
    'resourcemanager.folders.setIamPolicy',
    'resourcemanager.projects.setIamPolicy',
  ],
  'resourcemanager.tagUser': [...USE_TAGS, ...TAG_BUCKETS, ...TAG_SECRETS],
  'resourcemanager.tagAdmin': [],
  'resourcemanager.tagViewer': [],
  'storage.admin': [
    ...OBJECT_ADMIN,
    ...TAG_BUCKETS,
    'storage.buckets.setIamPolicy',
    'storage.objects.setIamPolicy',
    'storage.hmacKeys.create',
  ],
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
    ...TAG_BUCKETS,
  ],
  'storage.legacyObjectOwner': [
    'storage.objects.get',
    'storage.objects.update',
    'storage.objects.setIamPolicy',
  ],
  'secretmanager.admin': [...SECRET_READ, ...TAG_SECRETS, 'secretmanager.secrets.setIamPolicy'],
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
  'run.admin': RUN,
  'run.developer': RUN,
  'run.servicesInvoker': ['run.routes.invoke'],
  'run.viewer': [],
  'cloudfunctions.invoker': FUNCTION_INVOKE,
  'cloudfunctions.developer': [
    ...FUNCTIONS,
    ...FUNCTION_INVOKE,
    'run.routes.invoke',
    'run.services.create',
    'run.services.update',
  ],
  'cloudfunctions.admin': [...FUNCTIONS, ...FUNCTION_INVOKE, ...RUN, 'cloudfunctions.functions.setIamPolicy'],
  'cloudfunctions.viewer': [],
  'logging.logWriter': [],
  'logging.viewer': [],
  'monitoring.metricWriter': [],
  'monitoring.viewer': [],
  'cloudasset.viewer': [],
  'resourcemanager.organizationViewer': [],
  'artifactregistry.reader': [],
  'artifactregistry.writer': IMAGE_PUSH,
  'artifactregistry.repoAdmin': IMAGE_PUSH,
  'artifactregistry.admin': [...IMAGE_PUSH, 'artifactregistry.repositories.setIamPolicy'],
  'compute.admin': [...INSTANCES, ...SHARE_COPIES, 'compute.subnetworks.use'],
  'compute.instanceAdmin.v1': [...INSTANCES, ...SHARE_COPIES],
  'compute.networkUser': ['compute.subnetworks.use'],
  'compute.viewer': [],
  'compute.osLogin': ['compute.instances.osLogin'],
  'compute.osAdminLogin': ['compute.instances.osAdminLogin'],
  'osconfig.patchJobExecutor': ['osconfig.patchJobs.exec'],
  'osconfig.patchDeploymentAdmin': ['osconfig.patchDeployments.create'],
  'osconfig.osPolicyAssignmentAdmin': ['osconfig.osPolicyAssignments.create'],
  'cloudbuild.builds.editor': BUILD,
  'cloudbuild.builds.viewer': [],
  'cloudscheduler.admin': ['cloudscheduler.jobs.create'],
  'cloudscheduler.jobRunner': [],
  'cloudtasks.enqueuer': ['cloudtasks.tasks.create'],
  'workflows.editor': WORKFLOWS,
  'workflows.admin': WORKFLOWS,
  'workflows.invoker': ['workflows.executions.create'],
  'config.admin': ['config.deployments.create'],
  'config.agent': ['config.deployments.getLock', ...OBJECT_ADMIN],
  'dataproc.editor': DATAPROC,
  'dataproc.admin': DATAPROC,
  'dataproc.viewer': [],
  'dataproc.worker': [...DATAPROC_WORK, ...OBJECT_ADMIN, 'storage.objects.setIamPolicy'],
  'dataflow.developer': ['dataflow.jobs.create'],
  'dataflow.viewer': [],
  'dataflow.worker': [...DATAFLOW_WORK, 'storage.objects.create', 'storage.objects.get'],
  'composer.admin': ['composer.environments.create'],
  'composer.worker': [...PODS, ...BUILD, ...IMAGE_PUSH, 'artifactregistry.repositories.setIamPolicy'],
  'aiplatform.user': ['aiplatform.customJobs.create'],
  'aiplatform.admin': ['aiplatform.customJobs.create'],
  'aiplatform.viewer': [],
  'batch.jobsEditor': ['batch.jobs.create'],
  'batch.agentReporter': ['batch.states.report'],
  'appengine.deployer': APP_ENGINE,
  'appengine.appAdmin': [...APP_ENGINE, 'appengine.services.update'],
  'container.developer': PODS,
  'container.admin': PODS,
  'container.viewer': [],
  'container.clusterViewer': [],
  'cloudsql.admin': [
    'cloudsql.users.create',
    'cloudsql.users.update',
    'cloudsql.instances.export',
    'cloudsql.instances.get',
  ],
  'cloudsql.editor': ['cloudsql.instances.export', 'cloudsql.instances.get'],
  'cloudsql.viewer': ['cloudsql.instances.get'],
  'cloudsql.client': ['cloudsql.instances.get'],
}

export const PREDEFINED_ROLES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(CONTENTS).map(([role, permissions]) => [`roles/${role}`, new Set(permissions)]),
)
