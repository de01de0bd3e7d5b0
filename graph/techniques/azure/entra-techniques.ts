import { APPLICATION_TECHNIQUES } from './entra-applications.ts'
import { PEOPLE_TECHNIQUES } from './entra-people.ts'
import type { EntraTechnique } from './entra-technique.ts'
import { TENANT_TECHNIQUES } from './entra-tenant.ts'

/** Techniques through the directory. */
export const ENTRA_TECHNIQUES: readonly EntraTechnique[] = [
  ...APPLICATION_TECHNIQUES,
  ...TENANT_TECHNIQUES,
  ...PEOPLE_TECHNIQUES,
]
