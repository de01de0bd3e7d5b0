import { type Expression, parseCel } from './cel-parse.ts'

/** A tag that a condition looks for: a key with a value, or with any where that is null, each as the condition names it. */
export interface AskedTag {
  readonly key: string
  readonly value: string | null
}

/** https://cloud.google.com/iam/docs/conditions-attribute-reference#resource-tags */
const WITH_VALUE: readonly string[] = ['matchTag', 'matchTagId']
const WITH_KEY: readonly string[] = ['hasTagKey', 'hasTagKeyId']

/** Every tag that a condition looks for, whatever it makes of it; none where it is not understood. */
export function askedTags(condition: string): readonly AskedTag[] {
  const expression = parseCel(condition)
  return expression === null ? [] : tagsOf(expression)
}

function tagsOf(expression: Expression): readonly AskedTag[] {
  if (expression.type === 'not') return tagsOf(expression.operand)
  if (expression.type === 'binary') return [...tagsOf(expression.left), ...tagsOf(expression.right)]
  if (expression.type !== 'call' || expression.target?.type !== 'name') return []
  if (expression.target.name !== 'resource') return []
  const [key, value] = expression.args.map((arg) => (arg.type === 'literal' ? String(arg.value) : undefined))
  if (key === undefined) return []
  if (WITH_KEY.includes(expression.method)) return [{ key, value: null }]
  return WITH_VALUE.includes(expression.method) && value !== undefined ? [{ key, value }] : []
}
