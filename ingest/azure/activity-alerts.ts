import { z } from 'zod'
import { flag, list, optional, resource, text } from './shapes.ts'

const leaf = z.object({ field: text, equals: text, containsAny: list(z.string()) })
type Leaf = z.output<typeof leaf>

/** https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/list-by-subscription-id */
export const activityAlert = resource({
  enabled: flag,
  scopes: list(z.string()),
  condition: optional(z.object({ allOf: list(leaf.extend({ anyOf: list(leaf) })) })),
  actions: optional(z.object({ actionGroups: list(z.object({ actionGroupId: text })) })),
})
type Alert = z.output<typeof activityAlert>['properties']
type Condition = NonNullable<Alert['condition']>['allOf'][number]

/** Conditions that narrow by how an event ended leave the events that matter in. */
const HARMLESS = new Set(['level', 'status', 'substatus'])

/**
 * What somebody is told of, from the whole subscription: lower-cased operations, `*` for all administrative ones, and
 * `servicehealth`.
 */
export function toldOf(alerts: readonly { readonly properties: Alert }[], subscription: string) {
  const scope = `/subscriptions/${subscription}`
  const told = alerts
    .map(({ properties }) => properties)
    .filter(({ enabled, actions }) => enabled !== false && (actions?.actionGroups.length ?? 0) > 0)
    .filter(({ scopes }) => scopes.some((one) => one.toLowerCase().replace(/\/$/, '') === scope))
    .flatMap(({ condition }) => watched(condition?.allOf ?? []))
  return [...new Set(told)].sort()
}

function watched(all: readonly Condition[]): readonly string[] {
  const category = all.find((one) => fieldOf(one) === 'category')
  const categories = category === undefined ? [] : valuesOf(category)
  if (categories.includes('servicehealth')) return ['servicehealth']
  const operations = all.filter((one) => fieldOf(one) === 'operationname')
  const others = all.filter((one) => !['category', 'operationname'].includes(fieldOf(one)))
  if (others.some((one) => !HARMLESS.has(fieldOf(one)))) return []
  const [operation, second] = operations
  if (second !== undefined) return []
  if (operation !== undefined) return valuesOf(operation)
  return categories.includes('administrative') ? ['*'] : []
}

const fieldOf = (one: Condition): string => (one.field ?? one.anyOf[0]?.field ?? '').toLowerCase()

const valuesOf = (one: Condition): readonly string[] =>
  [one, ...one.anyOf].flatMap(leafValues).map((value) => value.toLowerCase())

const leafValues = ({ equals, containsAny }: Leaf): readonly string[] =>
  equals === undefined ? containsAny : [equals, ...containsAny]
