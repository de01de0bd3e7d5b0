import { isLiteral, matcherOf } from './compare.ts'
import { lowerCased, sharing } from './intern.ts'
import type { ConditionTest, Operator } from './policy.ts'
import { compileTemplate, type Template } from './variables.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const BASES: { readonly [name: string]: readonly [base: Operator, negated: boolean] } = {
  stringequals: ['string-equals', false],
  stringnotequals: ['string-equals', true],
  stringequalsignorecase: ['string-equals-ignore-case', false],
  stringnotequalsignorecase: ['string-equals-ignore-case', true],
  stringlike: ['string-like', false],
  stringnotlike: ['string-like', true],
  numericequals: ['numeric-equals', false],
  numericnotequals: ['numeric-equals', true],
  numericlessthan: ['numeric-less', false],
  numericlessthanequals: ['numeric-less-equals', false],
  numericgreaterthan: ['numeric-greater', false],
  numericgreaterthanequals: ['numeric-greater-equals', false],
  dateequals: ['date-equals', false],
  datenotequals: ['date-equals', true],
  datelessthan: ['date-less', false],
  datelessthanequals: ['date-less-equals', false],
  dategreaterthan: ['date-greater', false],
  dategreaterthanequals: ['date-greater-equals', false],
  bool: ['bool', false],
  binaryequals: ['binary-equals', false],
  ipaddress: ['ip-address', false],
  notipaddress: ['ip-address', true],
  arnequals: ['arn-like', false],
  arnlike: ['arn-like', false],
  arnnotequals: ['arn-like', true],
  arnnotlike: ['arn-like', true],
  null: ['null', false],
}

/** Only these may hold policy variables. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const WITH_VARIABLES: ReadonlySet<Operator> = new Set([
  'string-equals',
  'string-equals-ignore-case',
  'string-like',
  'arn-like',
  'bool',
])

interface Reader {
  fail(reason: string): never
  texts(value: unknown, name: string): readonly string[]
}

/** Compiles a Condition element; all of its tests must hold. */
export function compileConditions(
  condition: unknown,
  variables: boolean,
  reader: Reader,
): readonly ConditionTest[] {
  if (condition === undefined) return []
  return entries(condition, 'Condition', reader).flatMap(([operator, keys]) => {
    const parts = splitOperator(operator)
    return entries(keys, operator, reader).map(([name, value]) => {
      const texts = reader.texts(scalars(value), `${operator} ${name}`)
      return share(JSON.stringify([operator, name, variables, texts]), () => {
        const hasVariables = variables && WITH_VARIABLES.has(parts.base)
        const values = texts.map((text) => compileTemplate(text, hasVariables))
        const matchers = matchersOf(parts.base, values)
        return { ...parts, operator, key: lowerCased(name), name, values, matchers }
      })
    })
  })
}

const share = sharing<ConditionTest>()

function matchersOf(base: Operator, values: readonly Template[]): ConditionTest['matchers'] {
  if (values.some(({ parts }) => parts !== null)) return null
  return values.map(({ plain }) => matcherOf(base, isLiteral(base) ? plain.literal : plain.pattern))
}

function splitOperator(
  operator: string,
): Pick<ConditionTest, 'base' | 'negated' | 'ifExists' | 'quantifier'> {
  let name = operator.toLowerCase()
  let quantifier: ConditionTest['quantifier'] = null
  if (name.startsWith('forallvalues:')) quantifier = 'all'
  else if (name.startsWith('foranyvalue:')) quantifier = 'any'
  if (quantifier !== null) name = name.slice(name.indexOf(':') + 1)
  const ifExists = name.endsWith('ifexists')
  if (ifExists) name = name.slice(0, -'ifexists'.length)
  const [base, negated] = (Object.hasOwn(BASES, name) ? BASES[name] : undefined) ?? ['unknown', false]
  return { base, negated, ifExists, quantifier }
}

function entries(value: unknown, where: string, reader: Reader): readonly [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return reader.fail(`${where} is no object`)
  }
  return Object.entries(value)
}

/** Numbers and booleans may stand without quotes. */
function scalars(value: unknown): unknown {
  const scalar = (item: unknown) =>
    typeof item === 'number' || typeof item === 'boolean' ? String(item) : item
  return Array.isArray(value) ? value.map(scalar) : scalar(value)
}
