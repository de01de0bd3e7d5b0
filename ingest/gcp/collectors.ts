import { assets } from './assets.ts'
import type { GcpCalls, GcpCollector } from './calls.ts'
import { contacts } from './contacts.ts'
import { groups } from './groups.ts'
import { roles } from './roles.ts'

export const GCP_COLLECTORS: readonly GcpCollector[] = [assets, contacts, groups, roles]

export const GCP_CALLS: GcpCalls = Object.assign({}, ...GCP_COLLECTORS.map(({ calls }) => calls))
