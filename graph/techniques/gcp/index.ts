import type { GcpTechnique } from '../../access/gcp/technique.ts'
import type { Technique } from '../technique.ts'
import { COMPUTE } from './compute.ts'
import { DISKS } from './disks.ts'
import { PIPELINES, PROCESSING } from './pipelines.ts'
import { SERVERLESS } from './serverless.ts'
import * as workloads from './workloads.ts'

/** Techniques by permissions that are no plain access: those of access are with access. */
export const GCP_PERMISSION_TECHNIQUES: readonly GcpTechnique[] = [
  ...COMPUTE,
  ...DISKS,
  ...SERVERLESS,
  ...PIPELINES,
  ...PROCESSING,
]

/** What workloads of Google Cloud give whoever runs code in them. */
export const GCP_TECHNIQUES: readonly Technique[] = Object.values(workloads)
