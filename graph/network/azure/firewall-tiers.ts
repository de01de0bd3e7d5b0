import { MAYBE } from '../../access/tri.ts'
import type { Address } from '../addresses.ts'
import type { Tier } from '../first-match.ts'
import { ALL_PORTS } from '../ports.ts'
import type { FilterRule } from './firewall-filters.ts'
import type { Firewall } from './firewalls.ts'
import type { Ends } from './model.ts'

type Tiers = readonly Tier<Ends>[]

/**
 * What lets packets through: network rules, a parent's before those of the policy itself, and nothing else.
 * https://learn.microsoft.com/azure/firewall/rule-processing#rule-processing-using-firewall-policy
 */
export const networkTiers = (firewall: Firewall): Tiers => [
  ...firewall.ruleSets.map(({ node, networkRules }) => tierOf(node, 'network-rules', networkRules)),
  refusal(firewall),
]

/** All that decides, in its order. */
export const allTiers = (firewall: Firewall): Tiers => [
  ...firewall.ruleSets.map(({ node, networkRules }) => tierOf(node, 'network-rules', networkRules)),
  ...namedTiers(firewall),
  refusal(firewall),
]

const known = new WeakMap<Firewall, Map<bigint, Tiers>>()

/** Of all that decides, what may be about packets of one sender, whoever they are for: every pair of machines is asked. */
export function tiersFrom(firewall: Firewall, source: Address): Tiers {
  const found = known.get(firewall) ?? new Map<bigint, Tiers>()
  known.set(firewall, found)
  const meant = (rules: readonly FilterRule[] | null) =>
    rules?.filter((rule) => rule.mayBeFrom(source)) ?? null
  const tiers =
    found.get(source.value) ??
    allTiers({
      ...firewall,
      ruleSets: firewall.ruleSets.map((set) => ({
        ...set,
        networkRules: meant(set.networkRules),
        applicationRules: meant(set.applicationRules),
      })),
    })
  found.set(source.value, tiers)
  return tiers
}

/** What lets requests for a name through: application rules, for what no network rule of any policy takes. */
export const applicationTiers = (firewall: Firewall): Tiers => [
  ...firewall.ruleSets.map(({ node, networkRules }) =>
    tierOf(node, 'network-rules', networkRules?.map(taken) ?? null),
  ),
  ...namedTiers(firewall),
  refusal(firewall),
]

const namedTiers = ({ ruleSets }: Firewall): Tiers =>
  ruleSets.map(({ node, applicationRules }) => tierOf(node, 'application-rules', applicationRules))

const taken = (rule: FilterRule): FilterRule => ({ ...rule, action: 'deny' })

const tierOf = (node: string, component: string, rules: readonly FilterRule[] | null): Tier<Ends> => ({
  id: node,
  component,
  rules: rules ?? [unread(node, 'allow'), unread(node, 'deny')],
  otherwise: 'next',
})

/** What no rule is about. */
const refusal = ({ id }: Firewall): Tier<Ends> => ({
  id,
  component: 'firewall',
  rules: [],
  otherwise: 'deny',
})

/** Either way: it may let through, and it may keep out what a later rule would let through. */
const unread = (node: string, action: 'allow' | 'deny'): FilterRule => ({
  id: node,
  name: 'a rule of the policy, which was not read,',
  action,
  portsOf: () => ALL_PORTS,
  mayBeFrom: () => true,
  matches: () => MAYBE,
  blocks: [],
  source: { node, type: 'firewall', edit: null },
})
