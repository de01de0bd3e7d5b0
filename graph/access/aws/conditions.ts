import { and, fromBoolean, MAYBE, NO, not, or, type Tri, YES } from '../tri.ts'
import { isLiteral, matcherOf } from './compare.ts'
import type { Context } from './context.ts'
import type { ConditionTest } from './policy.ts'
import { resolveTemplate } from './variables.ts'

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
  return mustAllMatch(test) ? testAll(test, actual, context) : testAny(test, actual, context)
}

/** `true`: the key must be absent; `false`: it must be there. */
function testNull(test: ConditionTest, actual: readonly string[] | 'absent' | 'unknown'): Tri {
  const wants = new Set(test.values.map((value) => value.text.toLowerCase()))
  const [ifAbsent, ifPresent] = [wants.has('true'), wants.has('false')]
  if (ifAbsent === ifPresent) return fromBoolean(ifAbsent)
  if (actual === 'unknown') return MAYBE
  return fromBoolean(actual === 'absent' || actual.length === 0 ? ifAbsent : ifPresent)
}

/** Without the key a positive test fails and a negated one holds; IfExists and ForAllValues hold, ForAnyValue fails. */
function testAbsent(test: ConditionTest): Tri {
  if (test.ifExists) return YES
  if (test.quantifier !== null) return fromBoolean(test.quantifier === 'all')
  return fromBoolean(test.negated)
}

/** Without a set operator a positive test asks for one of the request's values, a negated one for all of them. */
const mustAllMatch = ({ quantifier, negated }: ConditionTest): boolean =>
  quantifier === null ? negated : quantifier === 'all'

function testAll(test: ConditionTest, actual: readonly string[], context: Context): Tri {
  let result: Tri = YES
  for (const value of actual) result = and(result, testValue(test, value, context))
  return result
}

function testAny(test: ConditionTest, actual: readonly string[], context: Context): Tri {
  let result: Tri = NO
  for (const value of actual) result = or(result, testValue(test, value, context))
  return result
}

/** One value of the request: equal to one of the policy's, or for a negated operator to none of them. */
function testValue(test: ConditionTest, actual: string, context: Context): Tri {
  const { matchers, negated } = test
  if (matchers === null) return testResolved(test, actual, context)
  for (const matches of matchers) if (matches(actual)) return negated ? NO : YES
  return negated ? YES : NO
}

/** The same, where values hold policy variables. */
function testResolved({ base, values, negated }: ConditionTest, actual: string, context: Context): Tri {
  let match: Tri = NO
  let hasAbsent = false
  for (const template of values) {
    const value = resolveTemplate(template, context, isLiteral(base))
    if (value.state === 'absent') hasAbsent = true
    else if (matcherOf(base, value)(actual)) match = or(match, value.state === 'known' ? YES : MAYBE)
  }
  if (!negated) return match
  // A variable without a value can make the whole statement invalid, so nothing follows from it being unequal.
  return match === NO && hasAbsent ? MAYBE : not(match)
}
