import { and, MAYBE, NO, not, or, type Tri, YES } from '../tri.ts'
import { type Expression, parseCel } from './cel-parse.ts'

/** What is known of a request; what is absent is unknown. */
export interface RequestFacts {
  /** `storage.googleapis.com` */
  readonly service?: string
  /** `storage.googleapis.com/Bucket` */
  readonly type?: string
  /** Relative resource name, `projects/_/buckets/b`. */
  readonly name?: string
  /** The caller picks something below `name`, such as an object: prefixes below it may be met at will. */
  readonly below?: true
  /** ISO 8601. */
  readonly time?: string
  /** Tags of the resource and what lies above it: `<organization>/<key>` to its value, and id to id; absent when not collected. */
  readonly tags?: ReadonlyMap<string, string>
  /** Keys that were read, by name and id: of others nothing is known. Absent for all. */
  readonly tagKeys?: ReadonlySet<string>
  /** Roles that the request would grant or take; absent where the permission changes no policy. */
  readonly modifiedRoles?: readonly string[]
}

type Value = string | number | boolean | readonly Value[] | typeof UNKNOWN
const UNKNOWN = Symbol('unknown')

/** Whether a condition holds at a time, whatever the request; one that is absent does, and a time may not be known. */
export function holdsAt(condition: string | null, now: string | null): Tri {
  return condition === null ? YES : testCel(condition, now === null ? {} : { time: now })
}

/** Whether the condition holds: an expression that is not understood may hold. */
export function testCel(text: string, facts: RequestFacts): Tri {
  const expression = parseCel(text)
  return expression === null ? MAYBE : truth(expression, facts)
}

function truth(expression: Expression, facts: RequestFacts): Tri {
  if (expression.type === 'not') return not(truth(expression.operand, facts))
  if (expression.type === 'binary' && expression.operator === '&&')
    return and(truth(expression.left, facts), truth(expression.right, facts))
  if (expression.type === 'binary' && expression.operator === '||')
    return or(truth(expression.left, facts), truth(expression.right, facts))
  if (expression.type === 'call' && expression.target !== null) {
    const called = callOnTarget(expression.target, expression.method, expression.args, facts)
    if (called !== null) return called
  }
  const value = resolve(expression, facts)
  return typeof value === 'boolean' ? fromFlag(value) : MAYBE
}

const fromFlag = (flag: boolean): Tri => (flag ? YES : NO)

function callOnTarget(
  target: Expression,
  method: string,
  args: readonly Expression[],
  facts: RequestFacts,
): Tri | null {
  const values = args.map((arg) => resolve(arg, facts))
  if (target.type === 'name' && target.name === 'resource') return testTag(method, values, facts)
  if (method === 'hasOnly') return grantsOnly(target, values[0], facts)
  const [literal] = values
  if (typeof literal !== 'string') return MAYBE
  if (target.type === 'name' && target.name === 'resource.name') return testName(method, literal, facts)
  const value = resolve(target, facts)
  return typeof value === 'string' ? testText(method, value, literal) : MAYBE
}

/** The caller who picks what lies below a name picks what meets the condition, where that is possible. */
function testName(method: string, literal: string, { name, below }: RequestFacts): Tri {
  if (name === undefined) return MAYBE
  const certain = testText(method, name, literal)
  if (below === undefined || certain === YES) return certain
  if (method === 'startsWith') return fromFlag(literal.startsWith(`${name}/`))
  return method === 'endsWith' || method === 'contains' ? YES : MAYBE
}

function testText(method: string, value: string, literal: string): Tri {
  if (method === 'startsWith') return fromFlag(value.startsWith(literal))
  if (method === 'endsWith') return fromFlag(value.endsWith(literal))
  if (method === 'contains') return fromFlag(value.includes(literal))
  return MAYBE
}

/** https://cloud.google.com/iam/docs/tags-access-control */
function testTag(method: string, [key, value]: readonly Value[], { tags, tagKeys }: RequestFacts): Tri {
  if (tags === undefined || typeof key !== 'string' || tagKeys?.has(key) === false) return MAYBE
  if (method.endsWith('Id') !== key.startsWith('tagKeys/')) return MAYBE
  if (method === 'hasTagKey' || method === 'hasTagKeyId') return fromFlag(tags.has(key))
  if (method !== 'matchTag' && method !== 'matchTagId') return MAYBE
  return typeof value === 'string' ? fromFlag(tags.get(key) === value) : MAYBE
}

/**
 * `api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([...])`: the attacker would grant a role
 * outside the list. https://cloud.google.com/iam/docs/setting-limits-on-granting-roles
 */
function grantsOnly(target: Expression, list: Value | undefined, { modifiedRoles }: RequestFacts): Tri {
  const isGrants =
    target.type === 'call' &&
    target.method === 'getAttribute' &&
    target.args[0]?.type === 'literal' &&
    target.args[0].value === 'iam.googleapis.com/modifiedGrantsByRole'
  if (!isGrants || !Array.isArray(list)) return MAYBE
  // No policy is changed: the attribute is its default, the empty list.
  return fromFlag((modifiedRoles ?? []).every((role) => list.includes(role)))
}

function resolve(expression: Expression, facts: RequestFacts): Value {
  if (expression.type === 'literal') return expression.value
  if (expression.type === 'list') return expression.items.map((item) => resolve(item, facts))
  if (expression.type === 'name') return attribute(expression.name, facts)
  if (expression.type === 'call') return callValue(expression, facts)
  if (expression.type === 'binary') return compare(expression, facts)
  return UNKNOWN
}

function attribute(name: string, facts: RequestFacts): Value {
  if (name === 'resource.service') return facts.service ?? UNKNOWN
  if (name === 'resource.type') return facts.type ?? UNKNOWN
  if (name === 'resource.name') return facts.name === undefined || facts.below ? UNKNOWN : facts.name
  if (name === 'request.time') return facts.time === undefined ? UNKNOWN : Date.parse(facts.time)
  return UNKNOWN
}

/** Times are compared as milliseconds. */
function callValue(expression: Extract<Expression, { type: 'call' }>, facts: RequestFacts): Value {
  const [argument] = expression.args
  if (expression.target !== null || expression.method !== 'timestamp' || argument === undefined)
    return UNKNOWN
  const text = resolve(argument, facts)
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? UNKNOWN : time
}

function compare(
  { operator, left, right }: Extract<Expression, { type: 'binary' }>,
  facts: RequestFacts,
): Value {
  const one = resolve(left, facts)
  const other = resolve(right, facts)
  if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN
  if (operator === 'in') return isIn(one, other)
  if (Array.isArray(one) || Array.isArray(other)) return UNKNOWN
  if (operator === '==') return one === other
  if (operator === '!=') return one !== other
  if (typeof one !== 'number' || typeof other !== 'number') return UNKNOWN
  if (operator === '<') return one < other
  if (operator === '<=') return one <= other
  return operator === '>' ? one > other : one >= other
}

function isIn(one: Value, list: Value): Value {
  if (!Array.isArray(list)) return UNKNOWN
  return list.includes(one) || (list.includes(UNKNOWN) ? UNKNOWN : false)
}
