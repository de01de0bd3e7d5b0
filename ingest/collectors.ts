import { AWS_COLLECTORS } from './aws/collectors.ts'
import type { Collector } from './collector.ts'

/** Every collector of every cloud. */
export const COLLECTORS: readonly Collector[] = [...AWS_COLLECTORS]
