import { askedTags } from '../../access/gcp/asked-tags.ts'
import { bindingEvidence, bindingProvenance } from '../../access/gcp/binding-proof.ts'
import type { GcpEstate } from '../../access/gcp/estate-of.ts'
import { matchesAny } from '../../access/gcp/match-member.ts'
import { isAnyone } from '../../access/gcp/member.ts'
import type { Binding } from '../../access/gcp/policy.ts'
import { BIND_VALUE, bearerFor, type MayBind } from '../../access/gcp/tag-binders.ts'
import { GCP_ACCESS_TECHNIQUES } from '../../access/gcp/techniques/index.ts'
import { type Held, whoHolds } from '../../access/gcp/who-holds.ts'
import { MAYBE, YES } from '../../access/tri.ts'
import type { AttackEdge, Condition, Derivation, Evidence } from '../../attack.ts'
import { distinctBy } from '../../group-by.ts'
import { TECHNIQUE, UNKNOWN_CONDITION } from '../../likelihood.ts'
import { bindingsOf, type Gain, gainedWith } from './if-tagged.ts'
import { GCP_PERMISSION_TECHNIQUES } from './index.ts'
import { special } from './special.ts'

export const TAG_BINDING = special(
  'gcp-iam-tag-binding',
  'Binds a tag that a role of its own waits for',
  'CAN_ESCALATE',
  ['T1098.003'],
  TECHNIQUE.apiCall,
  {
    self: [
      `${BIND_VALUE} on the tag value, and createTagBinding of the kind on what shall bear it`,
      'a conditional role that needs the tag',
    ],
    target: ['what that role gives there, and nothing else of the attacker does'],
    world: ['neither it nor anything between bears another value of the key', 'the keys of tags were read'],
  },
  [
    'https://cloud.google.com/iam/docs/tags-access-control',
    'https://cloud.google.com/resource-manager/docs/tags/tags-creating-and-managing',
    'https://cloud.google.com/resource-manager/docs/tags/tags-overview',
  ],
)

const TECHNIQUES = [...GCP_ACCESS_TECHNIQUES, ...GCP_PERMISSION_TECHNIQUES].filter(
  ({ who }) => who !== 'anyone',
)

type Added = Pick<Derivation, 'edges' | 'nodes'> & { readonly facts: NonNullable<Derivation['facts']> }

/**
 * Who may bind a value that a conditional binding of his own asks for has what that gives. One value at a time: conditions
 * that need two which are both missing are not followed, nor are deny rules and constraints that a tag would lift.
 */
export function tagBindingEdges(estate: GcpEstate, before: readonly Derivation[], now: string | null): Added {
  const found: Added[] = []
  for (const [value, waiting] of waitingFor(estate)) {
    const techniques = TECHNIQUES.filter(({ needs }) =>
      waiting.some(({ role }) =>
        needs.flat().some(({ permission }) => estate.permissionsOf(role)?.has(permission) === true),
      ),
    )
    for (const held of bindersAmong(estate, waiting, whoHolds(estate, BIND_VALUE, value, now))) {
      const bearerOf = bearerFor(estate, held.holder.asker, value, now)
      const asked = { techniques, before, now }
      const { gains, bearers, nodes, facts } = gainedWith(estate, held.holder, value, bearerOf, asked)
      const edges = gains.map((gain) => {
        const own = gain.members.flatMap((member) => bearerOf(member) ?? [])
        return edgeTo(estate, held, value, gain, own.length > 0 ? own : bearers)
      })
      found.push({ edges, nodes, facts })
    }
  }
  return {
    edges: found.flatMap(({ edges }) => edges),
    nodes: found.flatMap(({ nodes }) => nodes),
    facts: found.flatMap(({ facts }) => facts),
  }
}

/** Values of tags by the id of their node, with the bindings whose conditions look for them. */
function waitingFor({ bindingsByRole, tags }: GcpEstate): ReadonlyMap<string, readonly Binding[]> {
  const found = new Map<string, readonly Binding[]>()
  if (tags.values.size === 0) return found
  for (const binding of [...bindingsByRole.values()].flat()) {
    const asked = binding.condition === null ? [] : askedTags(binding.condition)
    if (asked.length === 0) continue
    for (const [id, names] of tags.values) {
      const isAsked = names.some(([key, value]) =>
        asked.some((one) => one.key === key && (one.value === null || one.value === value)),
      )
      if (isAsked) found.set(id, [...(found.get(id) ?? []), binding])
    }
  }
  return found
}

/** Those who are named by what waits; whoever holds nothing but what a group of theirs holds is told by the group. */
function bindersAmong(
  estate: GcpEstate,
  waiting: readonly Binding[],
  binders: ReadonlyMap<string, Held>,
): readonly Held[] {
  const named = [...binders.values()].filter(
    ({ holder: { asker } }) =>
      !isAnyone(asker.member) && waiting.some(({ members }) => matchesAny(members, asker, estate) === YES),
  )
  const count = new Map(
    named.map(({ holder }) => [holder, [...bindingsOf(estate, holder).values()].flat().length] as const),
  )
  return named.filter(
    ({ holder }) =>
      !named.some(
        ({ holder: { asker }, holder: group }) =>
          group !== holder &&
          asker.member.type === 'group' &&
          estate.groups.contains(asker.member.email, holder.asker.id) === YES &&
          count.get(group) === count.get(holder),
      ),
  )
}

/** More places than these are not told one by one. */
const TOLD = 3

function edgeTo(
  estate: GcpEstate,
  { holder, binding, holds }: Held,
  value: string,
  { to, edges }: Gain,
  all: readonly MayBind[],
): AttackEdge {
  const [easiest] = [...edges].sort((one, other) => one.conditions.length - other.conditions.length)
  const bearers = distinctBy(all, ({ node }) => node)
  const isSure = holds !== MAYBE && bearers.every(({ sure }) => sure)
  const conditions: readonly Condition[] = [
    ...(easiest?.conditions ?? []),
    ...(isSure
      ? []
      : [{ key: 'iam-condition', state: 'unknown' as const, detail: 'whether the tag may be bound' }]),
  ]
  const name = String(estate.facts.node(value)?.props.namespacedName ?? value)
  const titles = TECHNIQUES.filter((one) =>
    edges.some((edge) => edge.technique === one.id && one.edge === edge.kind),
  )
  const gained = distinctBy(titles, ({ title }) => title).map(({ title }) => title)
  const evidence: readonly Evidence[] = [
    bindingEvidence(binding, [BIND_VALUE]),
    ...bearers.slice(0, TOLD).map((one) => bindingEvidence(one.binding, [one.permission])),
    ...(easiest?.evidence ?? []),
    {
      type: 'tag',
      id: value,
      detail: `with ${name} on ${bearers
        .map(({ node }) => node)
        .slice(0, TOLD)
        .join(', ')}: ${gained.join('; ')}`,
    },
  ]
  return {
    from: holder.node.id,
    kind: TAG_BINDING.edge,
    to,
    technique: TAG_BINDING.id,
    attack: TAG_BINDING.attack,
    likelihood: TAG_BINDING.likelihood * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence,
    provenance: bindingProvenance(binding),
  }
}
