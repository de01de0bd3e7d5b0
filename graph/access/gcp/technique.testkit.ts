import { defineGcpTechnique, type GcpTechnique } from './technique.ts'

/** A technique that reads buckets, and what of it a test is about. */
export const bucketTechnique = (more: Partial<GcpTechnique> = {}): GcpTechnique =>
  defineGcpTechnique({
    id: 'reads',
    title: 'reads',
    category: 'data',
    edge: 'CAN_READ',
    attack: [],
    likelihood: 1,
    references: [],
    target: 'GcpBucket',
    needs: [],
    nearMisses: [],
    ...more,
  })
