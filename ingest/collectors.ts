import { AWS_COLLECTORS } from './aws/collectors.ts'
import { AZURE_COLLECTORS } from './azure/collectors.ts'
import type { Collector } from './collector.ts'
import { GCP_COLLECTORS } from './gcp/collectors.ts'

/** Every collector of every cloud. */
export const COLLECTORS: readonly Collector[] = [...AWS_COLLECTORS, ...AZURE_COLLECTORS, ...GCP_COLLECTORS]
