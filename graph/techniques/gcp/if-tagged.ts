import { drawTechniques } from '../../access/gcp/draw.ts'
import type { GcpEstate } from '../../access/gcp/estate-of.ts'
import type { Holder } from '../../access/gcp/holders.ts'
import { matchesAny } from '../../access/gcp/match-member.ts'
import { createOutput } from '../../access/gcp/output.ts'
import type { Binding } from '../../access/gcp/policy.ts'
import type { MayBind } from '../../access/gcp/tag-binders.ts'
import type { GcpTechnique } from '../../access/gcp/technique.ts'
import { YES } from '../../access/tri.ts'
import type { AttackEdge, Derivation } from '../../attack.ts'
import { put } from '../../group-by.ts'

/** Something that somebody gets to with a tag and not without. */
export interface Gain {
  readonly to: string
  /** What it is itself, or what the set has in it. */
  readonly members: readonly string[]
  /** By which it would be got to. */
  readonly edges: readonly AttackEdge[]
}

export interface Gained extends Pick<Derivation, 'nodes'> {
  readonly gains: readonly Gain[]
  /** Where the value would have to be bound for all of it. */
  readonly bearers: readonly MayBind[]
  readonly facts: NonNullable<Derivation['facts']>
}

interface Asked {
  readonly techniques: readonly GcpTechnique[]
  readonly before: readonly Derivation[]
  readonly now: string | null
}

/**
 * What techniques give a holder once a value is bound wherever `bearerOf` says: all that he holds is drawn as it is and with
 * the value, by the same rules, and what only the second has is gained.
 */
export function gainedWith(
  estate: GcpEstate,
  holder: Holder,
  value: string,
  bearerOf: (node: string) => MayBind | null,
  asked: Asked,
): Gained {
  const own = { ...estate, bindingsByRole: bindingsOf(estate, holder) }
  const bearers = new Set<MayBind>()
  const tags = estate.tags.values.get(value) ?? []
  const tagged: GcpEstate = {
    ...own,
    tagsOn(node) {
      const facts = estate.tagsOn(node)
      const bearer = bearerOf(node)
      if (facts.tags === undefined || bearer === null) return facts
      bearers.add(bearer)
      return { ...facts, tags: new Map([...facts.tags, ...tags]) }
    },
  }
  const today = drawn(own, asked)
  const had = new Set(today.edges.flatMap((edge) => today.membersOf(edge.to).map((to) => keyOf(edge, to))))
  const then = drawn(tagged, asked)
  const gains = new Map<string, AttackEdge[]>()
  for (const edge of then.edges) {
    const members = then.membersOf(edge.to)
    const gained = members.filter((to) => to !== holder.node.id && !had.has(keyOf(edge, to)))
    for (const to of gained.length === members.length ? [edge.to] : gained) put(gains, to, edge)
  }
  const told = [...gains].map(([to, edges]) => ({ to, members: then.membersOf(to), edges }))
  return { gains: told, bearers: [...bearers], ...setsIn(then, [...gains.keys()]) }
}

/** Bindings by their roles: a holder's own, and those of whatever he belongs to. */
export function bindingsOf(estate: GcpEstate, { asker }: Holder): GcpEstate['bindingsByRole'] {
  const found = new Map<string, readonly Binding[]>()
  for (const [role, bindings] of estate.bindingsByRole) {
    const own = bindings.filter(({ members }) => matchesAny(members, asker, estate) === YES)
    if (own.length > 0)
      found.set(
        role,
        own.map((binding) => ({ ...binding, members: [asker.id] })),
      )
  }
  return found
}

function drawn(estate: GcpEstate, { techniques, before, now }: Asked) {
  const output = createOutput(estate, before)
  drawTechniques(estate, techniques, now, output)
  return { ...output.finish(), membersOf: output.targets.membersOf }
}

const keyOf = ({ kind, technique }: AttackEdge, to: string): string => `${kind} ${technique} ${to}`

/** The sets of targets among the ends, with those in them. */
function setsIn({ nodes, facts = [] }: Derivation, ends: readonly string[]) {
  const sets = new Map(nodes.flatMap((node) => (node.kind === 'TargetSet' ? [[node.id, node]] : [])))
  const used = new Set(ends.filter((end) => sets.has(end)))
  for (const set of used) for (const { from, to } of facts) if (from === set && sets.has(to)) used.add(to)
  return {
    nodes: [...used].flatMap((id) => sets.get(id) ?? []),
    facts: facts.filter(({ from, kind }) => kind === 'INCLUDES' && used.has(from)),
  }
}
