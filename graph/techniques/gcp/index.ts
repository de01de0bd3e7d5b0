import type { Technique } from '../technique.ts'
import * as workloads from './workloads.ts'

/** What workloads of Google Cloud give whoever runs code in them; what permissions give stands in graph/access/gcp. */
export const GCP_TECHNIQUES: readonly Technique[] = Object.values(workloads)
