import type { NodeRecord } from '../../snapshot/records.ts'
import { MAYBE, NO, or, type Tri, YES } from '../tri.ts'
import { testCel } from './cel.ts'
import type { GcpEstate } from './estate-of.ts'
import type { Alternative } from './form.ts'
import type { Use } from './limits.ts'
import type { Piece } from './pieces.ts'
import type { Binding } from './policy.ts'
import { requestOn } from './requests.ts'
import type { GcpNeed } from './technique.ts'

/** What is asked, and when. */
export interface World {
  readonly estate: GcpEstate
  readonly now: string | null
}

/** How the needs of an alternative are met on a target. */
export interface Held {
  /** For each need, what meets it. */
  readonly used: readonly (readonly Piece[])[]
  /** Those of them whose conditions may hold, where no other meets the need. */
  readonly maybe: readonly Piece[]
}

export const truthOf = (held: Held | null): Tri => (held === null ? NO : held.maybe.length > 0 ? MAYBE : YES)

/** null: some need is not met. */
export function heldOn(
  world: World,
  { needs, bits }: Alternative,
  pieces: readonly Piece[],
  target: NodeRecord,
): Held | null {
  const used: (readonly Piece[])[] = []
  const maybe = new Set<Piece>()
  for (const [index, need] of needs.entries()) {
    const sites = sitesOf(world.estate, need, target)
    if (sites === null) {
      used.push([])
      continue
    }
    const granting = pieces
      .filter(({ mask }) => mask & (bits[index] ?? 0))
      .map((piece) => ({
        piece,
        holds: sites.reduce<Tri>((best, site) => or(best, truthOn(world, need, piece.binding, site)), NO),
      }))
    const best = granting.reduce<Tri>((most, { holds }) => or(most, holds), NO)
    if (best === NO) return null
    const chosen = granting.flatMap(({ piece, holds }) => (holds === best ? [piece] : []))
    used.push(chosen)
    if (best !== YES) for (const piece of chosen) maybe.add(piece)
  }
  return { used, maybe: [...maybe] }
}

function truthOn({ estate, now }: World, { permission, on }: GcpNeed, binding: Binding, site: string): Tri {
  if (!estate.chainOf(site).includes(binding.node)) return NO
  if (binding.condition === null) return YES
  const { condition } = binding
  const within = (typeof on === 'string' ? undefined : on.within) ?? [undefined]
  return within.reduce<Tri>((best, name) => {
    const request = requestOn(permission, estate.facts.node(site), now, name)
    return or(best, testCel(condition, { ...request, ...estate.tagsOn(site) }))
  }, NO)
}

/** Nodes on which a need may be met; null where nothing is asked. */
function sitesOf(
  { facts, chainOf }: GcpEstate,
  { on }: GcpNeed,
  target: NodeRecord,
): readonly string[] | null {
  if (on === 'target') return [target.id]
  if (on === 'project') return chainOf(target.id).filter((id) => facts.node(id)?.kind === 'GcpProject')
  const related = facts.from(target.id, on.relation).map(({ to }) => to)
  return related.length === 0 && on.orNone === true ? null : related
}

export const usesOn = (estate: GcpEstate, needs: readonly GcpNeed[], target: NodeRecord): readonly Use[] =>
  needs.flatMap((need) =>
    (sitesOf(estate, need, target) ?? []).map((node) => ({ permission: need.permission, node })),
  )
