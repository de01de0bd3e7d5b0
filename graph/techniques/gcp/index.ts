import type { GcpTechnique } from '../../access/gcp/technique.ts'
import type { Technique } from '../technique.ts'
import { COMPUTE } from './compute.ts'
import { DISKS } from './disks.ts'
import { GKE } from './gke.ts'
import { PIPELINES, PROCESSING } from './pipelines.ts'
import { nodeMetadata, podIdentity } from './pods.ts'
import { SERVERLESS } from './serverless.ts'
import { SOURCES } from './sources.ts'
import { SQL } from './sql.ts'
import { THROUGH } from './through.ts'
import { instanceToken, runsAs } from './workloads.ts'

/** Techniques by permissions that are no plain access: those of access are with access. */
export const GCP_PERMISSION_TECHNIQUES: readonly GcpTechnique[] = [
  ...COMPUTE,
  ...DISKS,
  ...SERVERLESS,
  ...PIPELINES,
  ...PROCESSING,
  ...SOURCES,
  ...GKE,
  ...SQL,
  ...THROUGH,
]

/** What workloads of Google Cloud give whoever runs code in them. */
export const GCP_TECHNIQUES: readonly Technique[] = [runsAs, instanceToken, nodeMetadata, podIdentity]
