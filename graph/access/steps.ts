import type { DeclaredStep } from '../attack.ts'
import { deriveAccess } from './aws/derive.ts'
import { deriveAzureAccess } from './azure/derive.ts'
import { deriveGcpAccess } from './gcp/derive.ts'

/** Who may do what, cloud by cloud. */
export const ACCESS_STEPS: readonly DeclaredStep[] = [
  { cloud: 'aws', derive: deriveAccess },
  { cloud: 'azure', derive: deriveAzureAccess },
  { cloud: 'gcp', derive: deriveGcpAccess },
]
