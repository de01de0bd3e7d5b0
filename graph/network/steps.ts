import type { DeclaredStep } from '../attack.ts'
import { deriveAzureNetwork } from './azure/derive.ts'
import { deriveNetwork } from './derive.ts'
import { deriveGcpNetwork } from './gcp/derive.ts'

/** What can reach what, cloud by cloud. */
export const NETWORK_STEPS: readonly DeclaredStep[] = [
  { cloud: 'aws', derive: deriveNetwork, apart: true },
  { cloud: 'azure', derive: deriveAzureNetwork, apart: true },
  { cloud: 'gcp', derive: deriveGcpNetwork, apart: true },
]
