import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import { type Hierarchy, SCOPE_KINDS } from './hierarchy.ts'

/** What of an organization policy decides whether a boolean constraint is enforced. */
const Policies = z.record(
  z.string(),
  z.object({
    spec: z.object({
      reset: z.boolean().optional(),
      rules: z
        .array(z.object({ enforce: z.boolean().optional(), condition: z.unknown().optional() }))
        .optional(),
    }),
  }),
)

/** What takes away something that bindings grant. */
export interface Constraint {
  readonly name: string
  /** Each must be enforced, under any of its names: Google gives older constraints a managed twin. */
  readonly all: readonly (readonly string[])[]
  /** A node's own setting that does the same. */
  readonly own?: { readonly property: string; readonly value: string }
}

/** One constraint, and its managed twin where there is one. */
export const constraint = (name: string, ...twins: readonly string[]): Constraint => ({
  name,
  all: [[name, ...twins]],
})

/** https://cloud.google.com/storage/docs/public-access-prevention */
export const PUBLIC_ACCESS_PREVENTION: Constraint = {
  ...constraint('storage.publicAccessPrevention'),
  own: { property: 'publicAccessPrevention', value: 'enforced' },
}

/**
 * Who may not have a key made can still upload one of his own.
 * https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts
 */
export const NO_KEYS: Constraint = {
  name: 'iam.disableServiceAccountKeyCreation',
  all: [
    ['iam.disableServiceAccountKeyCreation', 'iam.managed.disableServiceAccountKeyCreation'],
    ['iam.disableServiceAccountKeyUpload', 'iam.managed.disableServiceAccountKeyUpload'],
  ],
}

/** Permissions that nobody can use while a constraint is enforced, whoever holds them. */
export const HELD_BACK: ReadonlyMap<string, Constraint> = new Map([
  ['iam.serviceAccountKeys.create', NO_KEYS],
])

/** Where a constraint is enforced, and by what. */
export interface Enforced {
  readonly node: string
  readonly applies: Tri
}

export interface Constraints {
  /** Null where nothing enforces it. */
  at(constraint: Constraint, node: string): Enforced | null
  /** Whether a policy on the way up says something of it, whatever that is: a list is not looked into. */
  isSet(constraint: Constraint, node: string): boolean
}

/**
 * The nearest policy decides: one that is set below replaces those above it, and a reset goes back to Google's default,
 * which for these is "not enforced". https://cloud.google.com/resource-manager/docs/organization-policy/understanding-hierarchy
 */
export function constraintsOf(facts: FactIndex, hierarchy: Hierarchy): Constraints {
  const settings = new Map<string, z.infer<typeof Policies>>()
  for (const kind of SCOPE_KINDS) {
    for (const { id, props } of facts.ofKind(kind)) {
      const parsed = Policies.safeParse(props.organizationPolicies)
      if (parsed.success) settings.set(id, parsed.data)
    }
  }
  const nearest = (name: string, chain: readonly string[]): Enforced | null => {
    for (const place of chain) {
      const spec = settings.get(place)?.[name]?.spec
      if (spec === undefined) continue
      const applies = enforcedBy(spec)
      return applies === NO ? null : { node: place, applies }
    }
    return null
  }
  return {
    isSet: ({ all }, node) =>
      hierarchy
        .chainOf(node)
        .some((place) => all.flat().some((name) => settings.get(place)?.[name] !== undefined)),
    at({ own, all }, node) {
      if (own !== undefined && facts.node(node)?.props[own.property] === own.value)
        return { node, applies: YES }
      if (settings.size === 0) return null
      const chain = hierarchy.chainOf(node)
      let weakest: Enforced | null = null
      for (const names of all) {
        const found = names.flatMap((name) => nearest(name, chain) ?? [])
        const [best] = found.sort((left, right) => right.applies - left.applies)
        if (best === undefined) return null
        if (weakest === null || best.applies < weakest.applies) weakest = best
      }
      return weakest
    },
  }
}

function enforcedBy({ reset, rules = [] }: z.infer<typeof Policies>[string]['spec']): Tri {
  if (reset === true) return NO
  // Conditions look at tags; which rule holds where is not followed.
  if (rules.some(({ condition }) => condition != null)) return MAYBE
  return rules.some(({ enforce }) => enforce === true) ? YES : NO
}
