import { ALLOWED } from '../../likelihood.ts'
import type { TechniqueEntry } from '../entry.ts'

/** What leads into a pool, as people read it. */
export const POOL_TECHNIQUES: readonly TechniqueEntry[] = [
  {
    id: 'gcp-iam-wif-trust',
    title: 'Sign in to a workload identity pool as an identity of another cloud',
    provider: 'gcp',
    service: 'gcp-iam',
    category: 'workload',
    edge: 'CAN_FEDERATE',
    attack: ['T1199', 'T1078.004'],
    likelihood: ALLOWED,
    needs: {
      self: ['an identity of the trusted AWS account, or a token of the trusted issuer with the subject'],
      target: [
        'a provider of the pool that is switched on and maps who asks to what the policy names',
        'a policy that grants the pool identity something',
      ],
      world: [],
    },
    references: [
      'https://cloud.google.com/iam/docs/workload-identity-federation',
      'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds',
    ],
  },
]
