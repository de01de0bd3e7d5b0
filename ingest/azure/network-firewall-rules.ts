import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { type RuleKind, rulePropsOf } from './network-firewall-rule.ts'
import { list, number, optional, resource, text } from './shapes.ts'

const parts = {
  priority: number,
  action: optional(z.object({ type: text })),
  rules: list(z.unknown()),
}
/** A collection of a firewall that has rules of its own. */
export const ruleCollection = resource(parts)
const policyCollection = z.object({ name: text, ...parts })

interface Collection {
  readonly name?: string | undefined
  readonly priority?: number | undefined
  readonly action?: { readonly type?: string | undefined } | undefined
  readonly rules: readonly unknown[]
}

interface Group {
  readonly id: string
  readonly properties: {
    readonly priority?: number | undefined
    readonly ruleCollections: readonly unknown[]
  }
}

type OwnCollections = readonly z.output<typeof ruleCollection>[]
/** A firewall that has rules of its own. */
interface Classic {
  readonly natRuleCollections: OwnCollections
  readonly networkRuleCollections: OwnCollections
  readonly applicationRuleCollections: OwnCollections
}

/** The lists of rules of a firewall or policy, by the property that keeps them. */
const LISTS = [
  ['rules', 'nat'],
  ['networkRules', 'network'],
  ['applicationRules', 'application'],
] as const

/** Rules of a firewall's own collections, each kind in the order in which it is tried. */
export const ownRules = (firewall: string, classic: Classic): Props =>
  Object.fromEntries(
    LISTS.map(([name, kind]) => {
      const own = classic[`${kind}RuleCollections`].map((one) => ({ ...one.properties, name: one.name }))
      return [name, rulesOf(kind, `${firewall}/${kind}rulecollections`, own)]
    }),
  )

/**
 * The same of a policy: by the priority of groups, then of collections, then as they stand.
 * https://learn.microsoft.com/azure/firewall/rule-processing#rule-processing-using-firewall-policy
 */
export function policyRules(groups: readonly Group[]): Props {
  const sorted = groups
    .toSorted((a, b) => byPriority(a.properties, b.properties))
    .map(({ id, properties }) => ({
      below: `${id}/rulecollections`,
      collections: properties.ruleCollections.map((one) => policyCollection.parse(one)),
    }))
  return Object.fromEntries(
    LISTS.map(([name, kind]) => [
      name,
      sorted.flatMap(({ below, collections }) => rulesOf(kind, below, collections)),
    ]),
  )
}

const rulesOf = (kind: RuleKind, below: string, collections: readonly Collection[]): readonly Props[] =>
  collections.toSorted(byPriority).flatMap(({ name = '', action, rules }) => {
    const type = action?.type?.toLowerCase() ?? ''
    return rules.flatMap((rule) => rulePropsOf(kind, type, `${below}/${name}`, rule))
  })

const LAST = 65_000
const byPriority = (a: Pick<Collection, 'priority'>, b: Pick<Collection, 'priority'>): number =>
  (a.priority ?? LAST) - (b.priority ?? LAST)
