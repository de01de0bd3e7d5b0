/** Permissions that go together in Google's predefined roles, of those that access and techniques ask about. */
export const IMPERSONATE = [
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.getOpenIdToken',
  'iam.serviceAccounts.implicitDelegation',
  'iam.serviceAccounts.signBlob',
  'iam.serviceAccounts.signJwt',
]
export const KEYS = ['iam.serviceAccountKeys.create']
export const ACT_AS = ['iam.serviceAccounts.actAs']
export const SET_POLICIES = ['resourcemanager.projects.setIamPolicy', 'iam.serviceAccounts.setIamPolicy']
export const OBJECT_READ = ['storage.objects.get', 'storage.objects.list']
export const OBJECT_WRITE = ['storage.objects.create']
export const OBJECT_ADMIN = [
  ...OBJECT_READ,
  ...OBJECT_WRITE,
  'storage.objects.delete',
  'storage.objects.update',
]
export const FUNCTION_INVOKE = ['cloudfunctions.functions.invoke']
export const SECRET_READ = ['secretmanager.versions.access']

const NEW_INSTANCES = [
  'compute.instances.create',
  'compute.instanceTemplates.create',
  'compute.instanceGroupManagers.create',
  'compute.disks.create',
]
export const INSTANCES = [
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
export const SHARE_COPIES = [
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
export const FUNCTIONS = [
  'cloudfunctions.functions.create',
  'cloudfunctions.functions.update',
  'cloudfunctions.functions.sourceCodeSet',
  'cloudfunctions.functions.call',
]
export const RUN = [
  'run.services.create',
  'run.services.update',
  'run.jobs.create',
  'run.jobs.run',
  'run.jobs.runWithOverrides',
  'run.routes.invoke',
]
export const WORKFLOWS = [
  'workflows.workflows.create',
  'workflows.workflows.update',
  'workflows.executions.create',
]
export const DATAPROC_WORK = ['dataproc.tasks.lease']
export const DATAFLOW_WORK = ['dataflow.workItems.lease']
export const DATAPROC = ['dataproc.clusters.create', 'dataproc.clusters.use', 'dataproc.jobs.create']
export const PODS = [
  'container.pods.exec',
  'container.pods.create',
  'container.secrets.get',
  'container.secrets.list',
]
export const BUILD = ['cloudbuild.builds.create']
export const APP_ENGINE = ['appengine.versions.create']
export const IMAGE_PUSH = ['artifactregistry.repositories.uploadArtifacts']
export const POOL_PROVIDERS = [
  'iam.googleapis.com/workloadIdentityPoolProviders.create',
  'iam.googleapis.com/workloadIdentityPoolProviders.update',
]
/** https://cloud.google.com/iam/docs/roles-permissions/resourcemanager */
export const TAG_SCOPES = ['resourcemanager.hierarchyNodes.createTagBinding']
export const USE_TAGS = ['resourcemanager.tagValueBindings.create', ...TAG_SCOPES]
export const TAG_BUCKETS = ['storage.buckets.createTagBinding']
export const TAG_SECRETS = ['secretmanager.secrets.createTagBinding']
/** Whatever makes and changes things, but policies. */
export const MAKE = [
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
