import type { AzureTechnique } from '../../access/azure/technique.ts'
import { APPS } from './apps.ts'
import { COMPUTE } from './compute.ts'

/** Techniques through Azure Resource Manager that are no plain access: those of access are with access. */
export const AZURE_TECHNIQUES: readonly AzureTechnique[] = [...APPS, ...COMPUTE]
