import type { DerivationStep } from '../attack.ts'
import { deriveAzureNetwork } from './azure/derive.ts'
import { deriveNetwork } from './derive.ts'
import { deriveGcpNetwork } from './gcp/derive.ts'

/** What can reach what, cloud by cloud. */
export const NETWORK_STEPS: readonly DerivationStep[] = [deriveNetwork, deriveAzureNetwork, deriveGcpNetwork]
