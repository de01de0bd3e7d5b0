import type { Props } from '../../graph/snapshot/records.ts'
import type { Rule } from './rule.ts'

const DAY = 86_400_000

/** Names that a rule's Cypher may use as `$name`. */
export function parameterNames(rule: Pick<Rule, 'parameters'>): ReadonlySet<string> {
  return new Set(Object.keys(parametersOf(rule, '2000-01-01T00:00:00Z')))
}

/** What a rule's queries are run with: its own parameters and `now`. ISO times compare as text, so cut-offs are computed here. */
export function parametersOf(rule: Pick<Rule, 'parameters'>, now: string): Props {
  const params: { [name: string]: Props[string] } = { now, ...rule.parameters }
  for (const [name, value] of Object.entries(rule.parameters)) {
    if (typeof value !== 'number' || !name.endsWith('Days')) continue
    params[`${name}Ago`] = daysAfter(now, -value)
    params[`${name}Ahead`] = daysAfter(now, value)
  }
  return params
}

const daysAfter = (now: string, days: number): string => new Date(Date.parse(now) + days * DAY).toISOString()
