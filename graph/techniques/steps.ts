import type { DerivationStep } from '../attack.ts'
import { deriveIdentityPools } from './across/identity-pools.ts'
import { deriveOpenApis } from './aws/open-apis.ts'
import { deriveAzureTechniques } from './azure/derive.ts'
import { deriveEscalations, deriveTechniques } from './derive.ts'
import { deriveExploits } from './exploits.ts'
import { deriveGcpTechniques } from './gcp/derive.ts'
import { deriveScanned } from './scanned.ts'
import { deriveSubjectsElsewhere } from './subjects-elsewhere.ts'

/** What the techniques of each cloud give, and who of one cloud signs in to another. */
export const TECHNIQUE_STEPS: readonly DerivationStep[] = [
  deriveTechniques,
  deriveIdentityPools,
  deriveEscalations,
  deriveAzureTechniques,
  deriveGcpTechniques,
  deriveOpenApis,
  deriveExploits,
  deriveScanned,
  deriveSubjectsElsewhere,
]
