import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { armId, list, number, optional, propsOf, resource, text } from './shapes.ts'

const natRule = z.object({
  name: text,
  ipProtocols: list(z.string()),
  protocols: list(z.string()),
  sourceAddresses: list(z.string()),
  sourceIpGroups: list(z.string()),
  destinationAddresses: list(z.string()),
  destinationPorts: list(z.string()),
  translatedAddress: text,
  translatedFqdn: text,
  translatedPort: text,
})
const parts = {
  priority: number,
  action: optional(z.object({ type: text })),
  rules: list(z.unknown()),
}
/** A collection of a firewall that has rules of its own. */
export const natCollection = resource(parts)
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

/** Rules of a firewall's own collections that translate destinations, in the order in which they are tried. */
export const natRules = (
  firewall: string,
  collections: readonly z.output<typeof natCollection>[],
): readonly Props[] =>
  rulesOf(
    `${firewall}/natrulecollections`,
    collections.map(({ name, properties }) => ({ ...properties, name })),
  )

/**
 * The same of a policy: by the priority of groups, then of collections, then as they stand.
 * https://learn.microsoft.com/azure/firewall/rule-processing#rule-processing-using-firewall-policy
 */
export const policyNatRules = (groups: readonly Group[]): readonly Props[] =>
  groups
    .toSorted((a, b) => byPriority(a.properties, b.properties))
    .flatMap(({ id, properties }) =>
      rulesOf(
        `${id}/rulecollections`,
        properties.ruleCollections.map((one) => policyCollection.parse(one)),
      ),
    )

const rulesOf = (below: string, collections: readonly Collection[]): readonly Props[] =>
  collections
    .filter(({ action }) => action?.type?.toLowerCase() === 'dnat')
    .toSorted(byPriority)
    .flatMap(({ name = '', rules }) =>
      rules.map((rule) => ruleProps(`${below}/${name}`, natRule.parse(rule))),
    )

const LAST = 65_000
const byPriority = (a: Pick<Collection, 'priority'>, b: Pick<Collection, 'priority'>): number =>
  (a.priority ?? LAST) - (b.priority ?? LAST)

const ruleProps = (below: string, rule: z.output<typeof natRule>): Props =>
  propsOf({
    id: armId(`${below}/rules/${rule.name ?? ''}`),
    name: rule.name,
    protocols: [...rule.ipProtocols, ...rule.protocols].map((protocol) => protocol.toLowerCase()),
    sources: rule.sourceAddresses,
    sourceGroups: rule.sourceIpGroups.map(armId),
    destinations: rule.destinationAddresses,
    ports: rule.destinationPorts,
    translatedAddress: rule.translatedAddress,
    translatedName: rule.translatedFqdn,
    translatedPort: rule.translatedPort,
  })
