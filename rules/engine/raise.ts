import { SEVERITIES, type Severity } from '../../graph/paths/path.ts'
import type { Rule } from './rule.ts'
import type { Subject } from './subjects.ts'

/** How bad a rule's failure is on one resource. */
export interface Rating {
  readonly severity: Severity
  /** Why it is worse here than elsewhere; null when it is as bad as the rule says. */
  readonly raised: string | null
}

/**
 * How bad a rule's failure is on each resource. A single misconfiguration weighs one level more where the Internet gets
 * to, or where losing the resource would mean much. A combination says so itself, and a rule that asks about exposure
 * has it in its severity already.
 */
export function raterOf(rule: Pick<Rule, 'severity' | 'kind' | 'query'>): (subject: Subject) => Rating {
  const plain: Rating = { severity: rule.severity, raised: null }
  const severity = oneUp(rule.severity)
  if (rule.kind === 'toxic-combination' || severity === rule.severity) return () => plain
  const minds = !asksForExposure(rule)
  return (subject) => {
    const reasons = [
      ...(minds && subject.exposed ? ['it is exposed to the Internet'] : []),
      ...(isSensitive(subject) ? [`its loss would be ${subject.sensitivity}`] : []),
    ]
    if (reasons.length === 0) return plain
    return { severity, raised: `${rule.severity} by the rule; ${reasons.join(', and ')}` }
  }
}

const asksForExposure = ({ query }: Pick<Rule, 'query'>): boolean =>
  /\bInternet\b|exposure|public/i.test(query)

const isSensitive = ({ sensitivity }: Subject): boolean =>
  sensitivity === 'critical' || sensitivity === 'high'

/** A note stays one: it says nothing is wrong. */
function oneUp(severity: Severity): Severity {
  if (severity === 'info') return severity
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)] ?? severity
}
