import type { Bits } from './action-set.ts'
import { both, type Region } from './region.ts'
import type { Segment } from './segment.ts'
import { type Said, type Saying, type Sayings, SILENCE, sayingsOf, type Voice, whereOf } from './spoken.ts'

/** What an asker's own policies and its boundary say, by segment. */
export interface Sides {
  readonly own: Sayings
  /** null without a boundary. */
  readonly boundary: Sayings | null
}

export const sidesOf = ({ asker, identity, boundaries }: Voice): Sides => ({
  own: sayingsOf(identity, asker),
  boundary: boundaries === null ? null : sayingsOf(boundaries, asker),
})

/** The same in one segment. */
export interface Side {
  readonly allows: readonly Said[]
  readonly denies: readonly Said[]
  /** What the boundary allows; null without a boundary. */
  readonly bounds: readonly Said[] | null
}

export function sideIn(segment: Segment, { own, boundary }: Sides): Side {
  const saying: Saying = own.get(segment) ?? SILENCE
  if (boundary === null) return { ...saying, bounds: null }
  const { allows, denies } = boundary.get(segment) ?? SILENCE
  return { allows: saying.allows, denies: [...saying.denies, ...denies], bounds: allows }
}

/** Sets of actions that the side tells apart. */
export const actionsApart = ({ allows, denies, bounds }: Side): readonly Bits[] =>
  [...allows, ...denies, ...(bounds ?? [])].map(({ actions }) => actions)

/** What the side says of one action. */
export interface Stance {
  /** Where the identity's policies allow it, within the boundary. */
  readonly own: Region
  readonly denied: Region
}

export function stanceOn(action: number, { allows, denies, bounds }: Side): Stance {
  const allowed = whereOf(allows, action)
  const own = bounds === null ? allowed : both(allowed, whereOf(bounds, action))
  return { own, denied: whereOf(denies, action) }
}
