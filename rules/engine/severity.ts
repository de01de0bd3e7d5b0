import { SEVERITIES, type Severity } from '../../graph/paths/path.ts'

/** What a resource of this severity weighs in the posture score. */
export const SEVERITY_WEIGHT: { readonly [severity in Severity]: number } = {
  critical: 5,
  high: 4,
  medium: 2,
  low: 1,
  info: 0,
}

/** 4 for critical down to 0 for info: sorts findings. */
export const severityRank = (severity: Severity): number =>
  SEVERITIES.length - 1 - SEVERITIES.indexOf(severity)
