import type { Collector } from '../collector.ts'
import { assets } from './assets.ts'

export const GCP_COLLECTORS: readonly Collector[] = [assets]
