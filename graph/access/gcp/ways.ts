import { NO, type Tri, YES } from '../tri.ts'
import { holdsAt } from './cel.ts'
import type { GcpEstate } from './estate-of.ts'
import { SCOPE_KINDS } from './hierarchy.ts'
import { type Holder, holdersOf } from './holders.ts'
import { isAnyone } from './member.ts'
import { type Party, type Piece, partiesOf } from './pieces.ts'
import type { Binding } from './policy.ts'
import type { GcpNeed, GcpTechnique } from './technique.ts'

/** How some principals come to hold all that an alternative needs, on everything below a node. */
export interface Way {
  readonly technique: GcpTechnique
  readonly needs: readonly GcpNeed[]
  readonly holders: readonly Holder[]
  readonly at: string
  readonly pieces: readonly Piece[]
  /** Every need is met on every target below: nothing has to be asked about single ones. */
  readonly sure: boolean
  /** Each of these gives the same on its own, and is told by itself: by one binding, or from a group. */
  readonly told: readonly (readonly Piece[])[]
}

/** Bindings by role: what a role contains is looked at once. */
export type ByRole = ReadonlyMap<string, readonly Binding[]>

export function bindingsByRole(estate: GcpEstate): ByRole {
  const found = new Map<string, Binding[]>()
  for (const { id } of estate.policyNodes) {
    for (const binding of estate.bindingsAt(id)) {
      const list = found.get(binding.role)
      if (list === undefined) found.set(binding.role, [binding])
      else list.push(binding)
    }
  }
  return found
}

/** Every way to one alternative of a technique. */
export function* waysOf(
  estate: GcpEstate,
  technique: GcpTechnique,
  needs: readonly GcpNeed[],
  byRole: ByRole,
  now: string | null,
): Iterable<Way> {
  // What a target need not refer to is asked for only where it does.
  const all = maskOf(needs, ({ on }) => typeof on === 'string' || on.orNone !== true)
  const pieces = piecesOf(estate, technique, needs, byRole)
  const related = needs.some(({ on }) => typeof on !== 'string')
  const holds = (piece: Piece): Tri | null => staticTruth(piece.binding, now)
  const isMeant = meantBy(technique)
  const live = pieces.filter((piece) => holds(piece) !== NO)
  for (const piece of live) {
    const holders = (piece.mask & all) === all ? holdersOf(piece.binding, estate).filter(isMeant) : []
    const sure = !related && holds(piece) === YES
    if (holders.length > 0)
      yield { technique, needs, holders, at: piece.binding.node, pieces: [piece], sure, told: [] }
  }
  if (needs.length === 1 || (!related && live.every(({ mask }) => (mask & all) === all))) return
  for (const party of partiesOf(estate, live, all)) {
    const holders = party.holders.filter(isMeant)
    if (holders.length === 0) continue
    yield* waysOfParty(estate, { technique, needs, holders }, party, { all, related, holds })
  }
}

const maskOf = (needs: readonly GcpNeed[], test: (need: GcpNeed) => boolean): number =>
  needs.reduce((mask, need, index) => (test(need) ? mask | (1 << index) : mask), 0)

const meantBy =
  ({ who }: GcpTechnique) =>
  ({ asker }: Holder): boolean =>
    who === undefined || (who === 'anyone') === isAnyone(asker.member)

/** null: it depends on what is asked about. */
const staticTruth = ({ condition }: Binding, now: string | null): Tri | null =>
  condition !== null && /\bresource\b|\bapi\b/.test(condition) ? null : holdsAt(condition, now)

function piecesOf(
  { permissionsOf, facts }: GcpEstate,
  { onNodeItself, target, unless }: GcpTechnique,
  needs: readonly GcpNeed[],
  byRole: ByRole,
): readonly Piece[] {
  const ofProject = maskOf(needs, ({ on }) => on === 'project')
  const found: Piece[] = []
  for (const [role, bindings] of byRole) {
    const contents = permissionsOf(role)
    if (contents === null || (unless !== undefined && contents.has(unless))) continue
    const whole = maskOf(needs, ({ permission }) => contents.has(permission))
    if (whole === 0) continue
    for (const binding of bindings) {
      const kind = facts.node(binding.node)?.kind ?? ''
      if (onNodeItself === true && kind !== target) continue
      const mask = SCOPE_KINDS.includes(kind) ? whole : whole & ~ofProject
      if (mask !== 0) found.push({ binding, mask })
    }
  }
  return found
}

interface Truths {
  readonly all: number
  readonly related: boolean
  holds(piece: Piece): Tri | null
}

/** What several bindings of a party come to together, and no one of them, nor a group of theirs, alone. */
function* waysOfParty(
  estate: GcpEstate,
  common: Pick<Way, 'technique' | 'needs' | 'holders'>,
  { pieces, wider }: Party,
  { all, related, holds }: Truths,
): Iterable<Way> {
  const { needs, technique } = common
  const near = maskOf(needs, ({ on }) => typeof on === 'string')
  const chainOf = (node: string): readonly string[] =>
    technique.onNodeItself === true ? [node] : estate.chainOf(node)
  const sure = pieces.filter((piece) => holds(piece) === YES)
  const certain = related ? [] : topmost(sure, near, chainOf)
  const alone = [
    ...pieces.filter(({ mask }) => (mask & all) === all).map((piece) => [piece]),
    ...wider.map((list) => list.filter((piece) => holds(piece) !== NO)),
  ]
  for (const at of certain) {
    const isTold = alone.some(
      (list) =>
        maskAt(
          list.filter((piece) => holds(piece) === YES),
          chainOf(at),
        ) === all,
    )
    if (isTold) continue
    const here = chainOf(at)
    const held = sure.filter(({ binding }) => here.includes(binding.node))
    yield { ...common, at, pieces: held, sure: true, told: [] }
  }
  if (!related && sure.length === pieces.length) return
  const told = sure.length === 0 || related ? alone : [...alone, sure]
  for (const at of topmost(pieces, near, chainOf)) {
    if (certain.some((node) => chainOf(at).includes(node))) continue
    yield { ...common, at, pieces, sure: false, told }
  }
}

const maskAt = (pieces: readonly Piece[], chain: readonly string[]): number =>
  pieces.reduce((bits, { binding, mask }) => (chain.includes(binding.node) ? bits | mask : bits), 0)

/** The highest nodes at which pieces on them and above come to all the bits. */
function topmost(
  pieces: readonly Piece[],
  bits: number,
  chainOf: (node: string) => readonly string[],
): readonly string[] {
  const places = [...new Set(pieces.map(({ binding }) => binding.node))]
  const enough = new Set(places.filter((node) => (maskAt(pieces, chainOf(node)) & bits) === bits))
  return [...enough].filter(
    (node) =>
      !chainOf(node)
        .slice(1)
        .some((above) => enough.has(above)),
  )
}
