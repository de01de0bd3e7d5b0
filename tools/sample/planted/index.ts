import { plantedAcross } from './across.ts'
import { plantedInAws } from './aws.ts'
import { plantedInAzure } from './azure.ts'
import { plantedInGoogle } from './gcp.ts'
import type { Planted } from './planted.ts'

export const PLANTED: readonly Planted[] = [
  ...plantedInAws,
  ...plantedInAzure,
  ...plantedInGoogle,
  ...plantedAcross,
]
