import { assets } from './assets.ts'
import { boundaries } from './boundaries.ts'
import type { GcpCalls, GcpCollector } from './calls.ts'
import { contacts } from './contacts.ts'
import { denyPolicies } from './deny-policies.ts'
import { groups } from './groups.ts'
import { perimeters } from './perimeters.ts'
import { relationships } from './relationships.ts'
import { roles } from './roles.ts'

export const GCP_COLLECTORS: readonly GcpCollector[] = [
  assets,
  boundaries,
  contacts,
  denyPolicies,
  groups,
  perimeters,
  relationships,
  roles,
]

export const GCP_CALLS: GcpCalls = Object.assign({}, ...GCP_COLLECTORS.map(({ calls }) => calls))
