import type { DerivationStep } from '../attack.ts'
import { deriveAccess } from './aws/derive.ts'
import { deriveAzureAccess } from './azure/derive.ts'
import { deriveGcpAccess } from './gcp/derive.ts'

/** Who may do what, cloud by cloud. */
export const ACCESS_STEPS: readonly DerivationStep[] = [deriveAccess, deriveAzureAccess, deriveGcpAccess]
