import { matchesValue } from './compare.ts'
import type { Context } from './context.ts'
import type { ConditionTest } from './policy.ts'
import { and, fromBoolean, MAYBE, NO, not, or, type Tri, YES } from './tri.ts'
import { type Resolved, resolveTemplate } from './variables.ts'

/** All tests of a statement: they must all hold. */
export function testConditions(tests: readonly ConditionTest[], context: Context): Tri {
  let result: Tri = YES
  for (const test of tests) {
    result = and(result, testCondition(test, context))
    if (result === NO) return NO
  }
  return result
}

/**
 * One operator on one key.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function testCondition(test: ConditionTest, context: Context): Tri {
  if (test.base === 'unknown') return MAYBE
  const actual = context.lookup(test.key)
  if (test.base === 'null') return testNull(test, actual)
  if (actual === 'unknown') return MAYBE
  if (actual === 'absent' || actual.length === 0) return testAbsent(test)
  const values = expectedValues(test, context)
  switch (test.quantifier) {
    case 'all':
      return actual.reduce<Tri>((result, value) => and(result, testValue(test, values, value)), YES)
    case 'any':
      return actual.reduce<Tri>((result, value) => or(result, testValue(test, values, value)), NO)
    default:
      return testSingle(test, values, actual)
  }
}

/** `true`: the key must be absent; `false`: it must be there. */
function testNull(test: ConditionTest, actual: readonly string[] | 'absent' | 'unknown'): Tri {
  const wants = new Set(test.values.map((value) => value.text.toLowerCase()))
  if (wants.has('true') && wants.has('false')) return YES
  if (actual === 'unknown') return wants.has('true') || wants.has('false') ? MAYBE : NO
  const absent = actual === 'absent' || actual.length === 0
  return fromBoolean(wants.has(absent ? 'true' : 'false'))
}

/** Without the key a positive test fails and a negated one holds; IfExists and ForAllValues hold, ForAnyValue fails. */
function testAbsent(test: ConditionTest): Tri {
  if (test.ifExists) return YES
  if (test.quantifier !== null) return fromBoolean(test.quantifier === 'all')
  return fromBoolean(test.negated)
}

function expectedValues(test: ConditionTest, context: Context): readonly Resolved[] {
  const literal = test.base === 'string-equals' || test.base === 'string-equals-ignore-case'
  return test.values.map((value) => resolveTemplate(value, context, literal))
}

/** One value of the request: equal to one of the policy's, or for a negated operator to none of them. */
function testValue(test: ConditionTest, values: readonly Resolved[], actual: string): Tri {
  const match = matchAny(test, values, actual)
  if (!test.negated) return match
  // A variable without a value can make the whole statement invalid, so nothing follows from it being unequal.
  return match === NO && values.some((value) => value.state === 'absent') ? MAYBE : not(match)
}

function testSingle(test: ConditionTest, values: readonly Resolved[], actual: readonly string[]): Tri {
  return test.negated
    ? actual.reduce<Tri>((result, value) => and(result, testValue(test, values, value)), YES)
    : actual.reduce<Tri>((result, value) => or(result, testValue(test, values, value)), NO)
}

function matchAny(test: ConditionTest, values: readonly Resolved[], actual: string): Tri {
  let result: Tri = NO
  for (const value of values) {
    if (!matchesValue(test.base, value, actual)) continue
    if (value.state === 'known') return YES
    result = MAYBE
  }
  return result
}
