import type { AssetKind } from '../define.ts'
import { disk, instance } from './compute.ts'
import { cryptoKey, dataset, keyRing, secret } from './data.ts'
import { role, serviceAccount, serviceAccountKey } from './iam.ts'
import { computeProject } from './metadata.ts'
import { firewall, network, subnetwork } from './network.ts'
import { folder, organization, project } from './resourcemanager.ts'
import { cloudFunction, runService } from './serverless.ts'
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
  bucket,
  secret,
  keyRing,
  cryptoKey,
  dataset,
  sqlInstance,
  instance,
  disk,
  network,
  subnetwork,
  firewall,
  runService,
  cloudFunction,
]
