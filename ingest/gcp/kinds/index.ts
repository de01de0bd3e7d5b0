import { ACCESS_TYPES } from '../access-content.ts'
import type { AssetKind } from '../define.ts'
import { apiKey } from './apikeys.ts'
import { buildTrigger } from './cloudbuild.ts'
import { dataprocCluster, gkeCluster, gkeNodePool } from './clusters.ts'
import { disk, image, instance, machineImage, snapshot } from './compute.ts'
import { cryptoKey, dataset, keyRing, secret, table } from './data.ts'
import { dnsPolicy, dnsZone } from './dns.ts'
import { entitlement } from './entitlements.ts'
import { firewall, firewallPolicy } from './firewall.ts'
import { identityPool, identityProvider, role, serviceAccount, serviceAccountKey } from './iam.ts'
import {
  backendService,
  forwardingRule,
  globalForwardingRule,
  instanceGroup,
  regionBackendService,
  regionUrlMap,
  targetInstance,
  targetPool,
  targetProxies,
  urlMap,
} from './load-balancing.ts'
import { alertPolicy, logMetric, logSink } from './logging.ts'
import { repository, subscription, topic } from './messaging.ts'
import { computeProject } from './metadata.ts'
import { network, route, subnetwork } from './network.ts'
import { appEngineVersion, composerEnvironment, taskQueue, workflow } from './pipelines.ts'
import { APPROVAL_SETTINGS, folder, organization, project, SERVICE } from './resourcemanager.ts'
import { cloudFunction, function2, runJob, runService } from './serverless.ts'
import { sqlInstance } from './sql.ts'
import { bucket } from './storage.ts'
import { tagBinding, tagKey, tagValue } from './tags.ts'

/** Every type of asset that is read. */
export const ASSET_KINDS: readonly AssetKind[] = [
  organization,
  folder,
  project,
  computeProject,
  serviceAccount,
  serviceAccountKey,
  role,
  identityPool,
  identityProvider,
  apiKey,
  bucket,
  entitlement,
  tagKey,
  tagValue,
  tagBinding,
  secret,
  keyRing,
  cryptoKey,
  dataset,
  table,
  topic,
  subscription,
  repository,
  sqlInstance,
  instance,
  disk,
  image,
  snapshot,
  machineImage,
  network,
  subnetwork,
  firewall,
  firewallPolicy,
  route,
  backendService,
  regionBackendService,
  forwardingRule,
  globalForwardingRule,
  ...targetProxies,
  urlMap,
  regionUrlMap,
  targetPool,
  targetInstance,
  instanceGroup,
  dnsZone,
  dnsPolicy,
  buildTrigger,
  logSink,
  logMetric,
  alertPolicy,
  gkeCluster,
  gkeNodePool,
  dataprocCluster,
  taskQueue,
  composerEnvironment,
  appEngineVersion,
  workflow,
  runService,
  runJob,
  cloudFunction,
  function2,
]

/** Types that become no node, and tell of the project, folder or organization that they lie in. */
export const BESIDE_TYPES: readonly string[] = [APPROVAL_SETTINGS, SERVICE, ...ACCESS_TYPES]
