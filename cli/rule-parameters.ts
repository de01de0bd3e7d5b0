import type { Rule } from '../rules/engine/rule.ts'
import { UsageError } from './exit.ts'
import { suggest } from './suggest.ts'

type Parameters = Rule['parameters']

/**
 * The rules with what the configuration gives for their parameters, by rule and name.
 * @throws UsageError for a rule or a parameter that there is not, and for a value of another form than the default.
 */
export function withParameters(
  rules: readonly Rule[],
  given: { readonly [rule: string]: Parameters },
): readonly Rule[] {
  const ids = rules.map(({ id }) => id)
  const unknown = Object.keys(given).find((id) => !ids.includes(id))
  if (unknown !== undefined)
    throw new UsageError(`rules.parameters: no rule is called ${unknown}${suggest(unknown, ids)}`)
  return rules.map((rule) => {
    const own = given[rule.id]
    if (own === undefined) return rule
    refuseUnfit(rule, own)
    return { ...rule, parameters: { ...rule.parameters, ...own } }
  })
}

function refuseUnfit({ id, parameters }: Rule, own: Parameters): void {
  for (const [name, value] of Object.entries(own)) {
    const place = `rules.parameters.${id}.${name}`
    const usual = parameters[name]
    if (usual === undefined)
      throw new UsageError(
        `${place}: the rule has no such parameter${suggest(name, Object.keys(parameters))}`,
      )
    if (!isOfForm(usual, value))
      throw new UsageError(`${place}: is not of the form of ${JSON.stringify(usual)}`)
  }
}

/** Any list goes in place of an empty one, which does not show what it holds. */
function isOfForm(usual: Parameters[string], value: Parameters[string]): boolean {
  if (!Array.isArray(usual) || !Array.isArray(value))
    return typeof usual === typeof value && !Array.isArray(value)
  const [example] = usual
  return example === undefined || value.every((item) => typeof item === typeof example)
}
