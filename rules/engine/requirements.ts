import { groupBy } from '../../graph/group-by.ts'
import type { Control } from './controls.ts'
import type { Framework } from './frameworks.ts'
import { type MappedRequirement, mappingOf } from './mapping.ts'
import { type Posture, postureOf } from './posture.ts'
import type { Rule, RuleResult } from './rule.ts'

/**
 * `excepted`: it passes but for what somebody excepted. `not-applicable`: everything was read, and there is nothing
 * to check. `manual`: no rule bears on it, so somebody has to look; it never counts as passed.
 */
export const REQUIREMENT_STATUSES = [
  'fail',
  'not-evaluated',
  'manual',
  'excepted',
  'pass',
  'not-applicable',
] as const
export type RequirementStatus = (typeof REQUIREMENT_STATUSES)[number]

interface Evaluated {
  readonly status: RequirementStatus
  readonly failing: number
  readonly passing: number
  readonly notEvaluated: number
  readonly excepted: number
}

export interface RuleEvaluation extends Evaluated {
  readonly rule: Rule
  /** Why some or all was not evaluated, each reason once. */
  readonly reasons: readonly string[]
}

export interface ControlEvaluation extends Evaluated {
  readonly id: string
  readonly title: string
  readonly rules: readonly RuleEvaluation[]
}

export interface RequirementEvaluation extends Evaluated {
  readonly id: string
  readonly title: string
  readonly section: MappedRequirement<Rule>['section']
  readonly controls: readonly ControlEvaluation[]
}

/** How a scope does by one framework. */
export interface FrameworkEvaluation {
  readonly framework: Framework
  /** Of the resources that its rules evaluate; the score as in docs/design.md section 8. */
  readonly posture: Posture
  /** In the framework's order. */
  readonly requirements: readonly RequirementEvaluation[]
  /** Requirements by status. */
  readonly counts: { readonly [status in RequirementStatus]: number }
}

interface Catalogue {
  readonly controls: ReadonlyMap<string, Control>
  readonly rules: readonly Rule[]
}

/** Framework -> requirement -> control -> rule, each with how it ended; `results` are those of the scope. */
export function evaluateFramework(
  framework: Framework,
  { controls, rules }: Catalogue,
  results: readonly RuleResult[],
): FrameworkEvaluation {
  const byRule = groupBy(results, ({ rule }) => rule)
  const requirements = mappingOf(framework, controls, rules).map((mapped) => evaluated(mapped, byRule))
  const bearing = new Set(
    requirements.flatMap((one) =>
      one.controls.flatMap((control) => control.rules.map(({ rule }) => rule.id)),
    ),
  )
  const counts = Object.fromEntries(REQUIREMENT_STATUSES.map((status) => [status, 0]))
  for (const { status } of requirements) counts[status] = (counts[status] ?? 0) + 1
  const countOf = (status: RequirementStatus): number => counts[status] ?? 0
  return {
    framework,
    posture: postureOf(results.filter(({ rule }) => bearing.has(rule))),
    requirements,
    counts: {
      fail: countOf('fail'),
      'not-evaluated': countOf('not-evaluated'),
      manual: countOf('manual'),
      excepted: countOf('excepted'),
      pass: countOf('pass'),
      'not-applicable': countOf('not-applicable'),
    },
  }
}

function evaluated(
  { id, title, section, controls, manual }: MappedRequirement<Rule>,
  byRule: ReadonlyMap<string, readonly RuleResult[]>,
): RequirementEvaluation {
  const own = controls.map((control): ControlEvaluation => {
    const rules = control.rules.map((rule) => evaluatedRule(rule, byRule.get(rule.id) ?? []))
    return { id: control.id, title: control.title, rules, ...together(rules) }
  })
  const withRules = own.filter((control) => control.rules.length > 0)
  return { id, title, section, controls: own, ...(manual ? NOTHING : together(withRules)) }
}

const NOTHING: Evaluated = { status: 'manual', failing: 0, passing: 0, notEvaluated: 0, excepted: 0 }

function evaluatedRule(rule: Rule, results: readonly RuleResult[]): RuleEvaluation {
  const { failing, passing, notEvaluated, excepted } = postureOf(results)
  const reasons = [...new Set(results.flatMap(({ reason }) => (reason === null ? [] : [reason])))].sort()
  const counts = { failing, passing, notEvaluated, excepted }
  // Without a result nothing of the rule's cloud was read, which says nothing of it.
  const status = results.length === 0 ? 'not-evaluated' : statusOf(counts)
  return { rule, reasons, ...counts, status }
}

function statusOf({
  failing,
  passing,
  notEvaluated,
  excepted,
}: Omit<Evaluated, 'status'>): RequirementStatus {
  if (failing > 0) return 'fail'
  if (notEvaluated > 0) return 'not-evaluated'
  if (excepted > 0) return 'excepted'
  return passing > 0 ? 'pass' : 'not-applicable'
}

/**
 * Parts that were not evaluated leave the whole so, unless another fails; those of a cloud of which nothing was read
 * matter only when there is no other.
 */
function together(parts: readonly Evaluated[]): Evaluated {
  const sum = (count: (part: Evaluated) => number): number =>
    parts.reduce((total, part) => total + count(part), 0)
  const counts = {
    failing: sum((part) => part.failing),
    passing: sum((part) => part.passing),
    notEvaluated: sum((part) => part.notEvaluated),
    excepted: sum((part) => part.excepted),
  }
  if (parts.length === 0) return { ...counts, status: 'manual' }
  const isUnread = (part: Evaluated): boolean => part.status === 'not-evaluated' && part.notEvaluated === 0
  return { ...counts, status: parts.every(isUnread) ? 'not-evaluated' : statusOf(counts) }
}
