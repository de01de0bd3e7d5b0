import type { AssetKind } from '../define.ts'
import { apiKey } from './apikeys.ts'
import { dataprocCluster, gkeCluster, gkeNodePool } from './clusters.ts'
import { disk, image, instance } from './compute.ts'
import { cryptoKey, dataset, keyRing, secret, table } from './data.ts'
import { dnsPolicy, dnsZone } from './dns.ts'
import { identityProvider, role, serviceAccount, serviceAccountKey } from './iam.ts'
import { repository, subscription, topic } from './messaging.ts'
import { computeProject } from './metadata.ts'
import { backendService, firewall, network, regionBackendService, subnetwork } from './network.ts'
import { folder, organization, project } from './resourcemanager.ts'
import { cloudFunction, function2, runService } from './serverless.ts'
import { sqlInstance } from './sql.ts'
import { bucket } from './storage.ts'

/** Every type of asset that is read. */
export const ASSET_KINDS: readonly AssetKind[] = [
  organization,
  folder,
  project,
  computeProject,
  serviceAccount,
  serviceAccountKey,
  role,
  identityProvider,
  apiKey,
  bucket,
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
  network,
  subnetwork,
  firewall,
  backendService,
  regionBackendService,
  dnsZone,
  dnsPolicy,
  gkeCluster,
  gkeNodePool,
  dataprocCluster,
  runService,
  cloudFunction,
  function2,
]
