import { NO, type Tri, YES } from '../tri.ts'
import { holdsAt } from './cel.ts'
import type { GcpEstate } from './estate-of.ts'
import { type Form, piecesOf } from './form.ts'
import { type Holder, holdersOf } from './holders.ts'
import { isAnyone } from './member.ts'
import { type Party, type Piece, partiesOf } from './pieces.ts'
import type { Binding } from './policy.ts'
import type { GcpTechnique } from './technique.ts'

/** How some principals come to hold all that alternatives of a form need, on everything below a node. */
export interface Way {
  readonly holders: readonly Holder[]
  readonly at: string
  readonly pieces: readonly Piece[]
  /** Every need is met on every target below: nothing has to be asked about single ones. */
  readonly sure: boolean
  /** Each of these gives the same on its own, and is told by itself: by one binding, or from a group. */
  readonly told: readonly (readonly Piece[])[]
}

/** Every way to one alternative of a technique. */
export function* waysOf(
  estate: GcpEstate,
  technique: GcpTechnique,
  form: Form,
  now: string | null,
): Iterable<Way> {
  const { all, related, single } = form
  const holds = (piece: Piece): Tri | null => staticTruth(piece.binding, now)
  const isMeant = meantBy(technique)
  const live = piecesOf(estate, technique, form).filter((piece) => holds(piece) !== NO)
  for (const piece of live) {
    if ((piece.mask & all) !== all) continue
    const holders = isMeant(holdersOf(piece.binding, estate))
    const sure = !related && holds(piece) === YES
    if (holders.length > 0) yield { holders, at: piece.binding.node, pieces: [piece], sure, told: [] }
  }
  if (single || (!related && areTold(live, all, holds))) return
  const chainOf = technique.onNodeItself === true ? (node: string) => [node] : estate.chainOf
  for (const party of partiesOf(estate, live, all)) {
    const holders = isMeant(party.holders)
    if (holders.length > 0) yield* waysOfParty(holders, party, form, { chainOf, holds })
  }
}

/**
 * Whatever these come to together holds one that surely meets all the needs, and is told by that one: the others do not
 * meet them among themselves.
 */
function areTold(pieces: readonly Piece[], all: number, holds: World['holds']): boolean {
  const others = pieces.filter(({ mask }) => (mask & all) !== all)
  const together = others.reduce((bits, { mask }) => bits | mask, 0)
  return others.length === 0 || ((together & all) !== all && pieces.every((piece) => holds(piece) === YES))
}

function meantBy({ who }: GcpTechnique): (holders: readonly Holder[]) => readonly Holder[] {
  if (who === undefined) return (holders) => holders
  return (holders) => holders.filter(({ asker }) => (who === 'anyone') === isAnyone(asker.member))
}

/** null: it depends on what is asked about. */
const staticTruth = ({ condition }: Binding, now: string | null): Tri | null =>
  condition === null ? YES : /\bresource\b|\bapi\b/.test(condition) ? null : holdsAt(condition, now)

interface World {
  /** Nodes whose bindings count at a node. */
  chainOf(node: string): readonly string[]
  holds(piece: Piece): Tri | null
}

/** What several bindings of a party come to together, and no one of them, nor a group of theirs, alone. */
function* waysOfParty(
  holders: readonly Holder[],
  { pieces, wider }: Party,
  { all, near, related }: Form,
  { chainOf, holds }: World,
): Iterable<Way> {
  const isSure = (piece: Piece): boolean => holds(piece) === YES
  const sure = pieces.every(isSure) ? pieces : pieces.filter(isSure)
  const certain = related ? NONE : topmost(sure, near, chainOf)
  // Most bindings of a party count at no one node together.
  if (certain.length === 0 && !related && sure.length === pieces.length) return
  const alone = [
    ...pieces.filter(({ mask }) => (mask & all) === all).map((piece) => [piece]),
    ...wider.map((list) => list.filter((piece) => holds(piece) !== NO)),
  ]
  for (const at of certain) {
    const isTold = alone.some((list) => maskAt(list.filter(isSure), chainOf(at)) === all)
    if (isTold) continue
    const here = chainOf(at)
    const held = sure.filter(({ binding }) => here.includes(binding.node))
    yield { holders, at, pieces: held, sure: true, told: [] }
  }
  if (!related && sure.length === pieces.length) return
  const told = sure.length === 0 || related ? alone : [...alone, sure]
  for (const at of topmost(pieces, near, chainOf)) {
    if (certain.some((node) => chainOf(at).includes(node))) continue
    yield { holders, at, pieces, sure: false, told }
  }
}

const NONE: readonly never[] = []

function maskAt(pieces: readonly Piece[], chain: readonly string[]): number {
  let bits = 0
  for (const { binding, mask } of pieces) if (chain.includes(binding.node)) bits |= mask
  return bits
}

/** The highest nodes at which pieces on them and above come to all the bits. */
function topmost(
  pieces: readonly Piece[],
  bits: number,
  chainOf: (node: string) => readonly string[],
): readonly string[] {
  const enough: string[] = []
  for (const { binding } of pieces) {
    const isEnough = (maskAt(pieces, chainOf(binding.node)) & bits) === bits
    if (isEnough && !enough.includes(binding.node)) enough.push(binding.node)
  }
  const isBelow = (node: string): boolean =>
    chainOf(node).some((above, at) => at > 0 && enough.includes(above))
  return enough.some(isBelow) ? enough.filter((node) => !isBelow(node)) : enough
}
