import { testCondition } from './conditions.ts'
import type { Context } from './context.ts'
import type { ConditionTest, Policy } from './policy.ts'
import type { Template } from './variables.ts'

/** What in a policy tells one principal from another. */
export interface Dependence {
  readonly tests: readonly ConditionTest[]
  /** Keys of policy variables. */
  readonly variables: readonly string[]
}

const PRINCIPAL_KEYS = new Set(['aws:userid', 'aws:username', 'aws:multifactorauthpresent'])

/** Keys whose value hangs on who asks. */
export const isPrincipalKey = (key: string): boolean =>
  key.startsWith('aws:principal') || PRINCIPAL_KEYS.has(key)

export function dependenceOf(policy: Policy): Dependence {
  const tests = policy.statements.flatMap((statement) =>
    statement.conditions.filter((test) => isPrincipalKey(test.key)),
  )
  const templates = policy.statements.flatMap((statement) => [
    ...(statement.resources ?? []),
    ...statement.conditions.flatMap((test) => test.values),
  ])
  return { tests, variables: [...new Set(templates.flatMap(variablesOf))].filter(isPrincipalKey) }
}

const variablesOf = (template: Template): readonly string[] =>
  (template.parts ?? []).flatMap((part) => (part.type === 'variable' ? [part.key] : []))

/** Equal for principals that the policy does not tell apart. */
export function signature(dependence: Dependence, context: Context): string {
  return [
    ...dependence.tests.map((test) => testCondition(test, context)),
    ...dependence.variables.map((key) => String(context.lookup(key))),
  ].join(' ')
}
