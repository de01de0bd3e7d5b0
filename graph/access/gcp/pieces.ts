import { INTERNET_ID } from '../../internet-node.ts'
import type { GcpEstate } from './estate-of.ts'
import { ANY_GOOGLE_ACCOUNT, type Holder, holderOfId, holdersOf } from './holders.ts'
import { isAnyone } from './member.ts'
import type { Binding } from './policy.ts'

/** One binding, and which of the needs of an alternative its role meets: bit `i` for the need `i`. */
export interface Piece {
  readonly binding: Binding
  readonly mask: number
}

/** Principals whose bindings are the same: what one of them can do by several bindings, each can. */
export interface Party {
  readonly holders: readonly Holder[]
  readonly pieces: readonly Piece[]
  /** What each group and the like that they belong to holds on its own: that is told from the group. */
  readonly wider: readonly (readonly Piece[])[]
}

const NONE: readonly never[] = []

/** Who holds which of some bindings, by what names them and by what they belong to. */
export function partiesOf(estate: GcpEstate, pieces: readonly Piece[], all: number): readonly Party[] {
  const own = namedBy(estate, pieces)
  const parents = parentsIn(estate, own)
  const places = new Map(pieces.map((piece, index) => [piece, index]))
  const hasGeneral = [...own.keys()].some(isGeneral)
  const enough: Enough[] = []
  for (const id of own.keys()) add(id, parents.get(id) ?? NONE)
  for (const [id, above] of parents) if (!own.has(id)) add(id, above)
  fill(estate, pieces, own)
  const parties = new Map<
    string,
    { holders: Holder[]; pieces: readonly Piece[]; wider: (readonly Piece[])[] }
  >()
  for (const { id, holder, wide } of enough) {
    const mine = piecesOf(id)
    const together = wide.length === 0 ? mine : [...new Set([...mine, ...wide.flatMap(piecesOf)])]
    const key = together.map((piece) => places.get(piece) ?? -1).sort((one, other) => one - other)
    const named = `${key.join(' ')}/${[...wide].sort().join(' ')}`
    const party = parties.get(named)
    if (party !== undefined) party.holders.push(holder)
    else
      parties.set(named, {
        holders: [holder],
        pieces: together,
        // Groups that are in each other are one: neither tells what the other does.
        wider: wide.filter((one) => parents.get(one)?.includes(id) !== true).map((one) => widerPieces(one)),
      })
  }
  return [...parties.values()]

  /** Most come to too little, and are looked at no further. */
  function add(id: string, above: readonly string[]): void {
    const named = own.get(id)
    const holder = named?.holder ?? holderOfId(id, estate)
    if (holder === null) return
    const wide = aboveOf(holder, above)
    let mask = named?.mask ?? 0
    for (const one of wide) mask |= own.get(one)?.mask ?? 0
    if ((mask & all) !== all) return
    enough.push({ id, holder, wide })
    if (named !== undefined) named.isAsked = true
  }
  function aboveOf(holder: Holder, above: readonly string[]): readonly string[] {
    const wider = hasGeneral ? [...above, ...generalOf(holder)] : above
    return wider.length === 0 ? NONE : wider.filter((one) => one !== holder.asker.id && own.has(one))
  }
  function piecesOf(id: string): readonly Piece[] {
    return own.get(id)?.pieces ?? NONE
  }
  function widerPieces(id: string): readonly Piece[] {
    const holder = own.get(id)?.holder
    const above = holder === undefined ? [] : [...(parents.get(id) ?? []), ...generalOf(holder)]
    return [...new Set([id, ...above].flatMap(piecesOf))]
  }
}

/** Somebody who comes to all the bits, with what they belong to. */
interface Enough {
  readonly id: string
  readonly holder: Holder
  readonly wide: readonly string[]
}

/** Somebody whom bindings name, and the bits of all those. */
interface Named {
  readonly holder: Holder
  mask: number
  /** Those bindings, each once, where they are asked for. */
  readonly pieces: Piece[]
  isAsked: boolean
}

function namedBy(estate: GcpEstate, pieces: readonly Piece[]): ReadonlyMap<string, Named> {
  const found = new Map<string, Named>()
  for (const { binding, mask } of pieces) {
    for (const holder of holdersOf(binding, estate)) {
      const { id, member } = holder.asker
      const known = found.get(id)
      if (known !== undefined) known.mask |= mask
      // What stands for others counts for whoever it stands for.
      else found.set(id, { holder, mask, pieces: [], isAsked: member.type === 'group' || isGeneral(id) })
    }
  }
  return found
}

function fill(estate: GcpEstate, pieces: readonly Piece[], own: ReadonlyMap<string, Named>): void {
  for (const piece of pieces) {
    for (const holder of holdersOf(piece.binding, estate)) {
      const named = own.get(holder.asker.id)
      if (named?.isAsked && named.pieces.at(-1) !== piece) named.pieces.push(piece)
    }
  }
}

/** Groups with bindings that somebody is in, through any number of groups; only known members count. */
function parentsIn(
  estate: GcpEstate,
  own: ReadonlyMap<string, { readonly holder: Holder }>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const put = (id: string, group: string) => {
    const list = found.get(id)
    if (list === undefined) found.set(id, [group])
    else list.push(group)
  }
  for (const [id, { holder }] of own) {
    const { member } = holder.asker
    if (member.type === 'group') {
      const { members, groups } = estate.groups.expand(member.email)
      for (const inside of [...members, ...groups]) put(inside, id)
    }
  }
  return found
}

const ANYONE: readonly string[] = [ANY_GOOGLE_ACCOUNT.id, INTERNET_ID]

/** What stands for many that it does not name. */
const isGeneral = (id: string): boolean => id.startsWith('domain:') || ANYONE.includes(id)

/** What is granted to a domain or to anyone is granted to each. A federated identity has no account of Google's. */
function generalOf({ asker: { id, member } }: Holder): readonly string[] {
  if (member.type === 'everyone') return []
  if (isAnyone(member) || member.type === 'federated') return [INTERNET_ID]
  const domain =
    member.type === 'user' && id.startsWith('user:') ? [`domain:${member.email.replace(/^.*@/, '')}`] : []
  return [...domain, ...ANYONE]
}
