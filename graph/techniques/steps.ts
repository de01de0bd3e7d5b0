import type { DerivationStep } from '../attack.ts'
import { deriveGcpTechniques, deriveTechniques } from './derive.ts'

/** What the techniques of each cloud give. */
export const TECHNIQUE_STEPS: readonly DerivationStep[] = [deriveTechniques, deriveGcpTechniques]
