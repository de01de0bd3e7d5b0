import type { GcpTechnique } from '../technique.ts'
import { DATA } from './data.ts'
import { IAM } from './iam.ts'
import { POLICIES } from './policies.ts'
import { STORAGE } from './storage.ts'

/** Techniques that are plain access: who reads, writes, acts as and administers what. */
export const GCP_ACCESS_TECHNIQUES: readonly GcpTechnique[] = [...STORAGE, ...DATA, ...IAM, ...POLICIES]
