import type { AttackPath } from './path.ts'
import { riskOfPath } from './severity.ts'

const SEVERITY_RANK = { critical: 4, high: 3, medium: 2, low: 1, info: 0 } as const

/** Worst first; of equals the shorter one. */
export const rank = (paths: AttackPath[]): AttackPath[] =>
  paths.sort(
    (a, b) =>
      SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity] ||
      riskOfPath(b) - riskOfPath(a) ||
      a.steps.length - b.steps.length ||
      (a.id < b.id ? -1 : 1),
  )
