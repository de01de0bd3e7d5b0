import type { DeclaredStep } from '../attack.ts'
import { deriveIdentityPools } from './across/identity-pools.ts'
import { deriveOpenApis } from './aws/open-apis.ts'
import { deriveAzureTechniques } from './azure/derive.ts'
import { deriveEscalations, deriveTechniques } from './derive.ts'
import { deriveExploits } from './exploits.ts'
import { deriveGcpTechniques } from './gcp/derive.ts'
import { deriveScanned } from './scanned.ts'
import { deriveSubjectsElsewhere } from './subjects-elsewhere.ts'

/** What the techniques of each cloud give, and who of one cloud signs in to another. */
export const TECHNIQUE_STEPS: readonly DeclaredStep[] = [
  { cloud: 'aws', derive: deriveTechniques },
  { cloud: null, derive: deriveIdentityPools },
  { cloud: 'aws', derive: deriveEscalations },
  { cloud: 'azure', derive: deriveAzureTechniques },
  { cloud: 'gcp', derive: deriveGcpTechniques },
  { cloud: 'aws', derive: deriveOpenApis },
  { cloud: null, derive: deriveExploits },
  { cloud: null, derive: deriveScanned },
  { cloud: null, derive: deriveSubjectsElsewhere },
]
