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
  const own = new Map<string, { readonly holder: Holder; readonly pieces: Piece[] }>()
  for (const piece of pieces) {
    for (const holder of holdersOf(piece.binding, estate)) {
      const known = own.get(holder.asker.id)
      if (known === undefined) own.set(holder.asker.id, { holder, pieces: [piece] })
      else if (known.pieces.at(-1) !== piece) known.pieces.push(piece)
    }
  }
  const parents = parentsIn(estate, own)
  const places = new Map(pieces.map((piece, index) => [piece, index]))
  const hasGeneral = [...own.keys()].some(isGeneral)
  const parties = new Map<
    string,
    { holders: Holder[]; pieces: readonly Piece[]; wider: (readonly Piece[])[] }
  >()
  for (const id of own.keys()) add(id, parents.get(id) ?? NONE)
  for (const [id, above] of parents) if (!own.has(id)) add(id, above)
  return [...parties.values()]

  function add(id: string, above: readonly string[]): void {
    const holder = own.get(id)?.holder ?? holderOfId(id, estate)
    if (holder === null) return
    const wide = aboveOf(holder, above)
    const mine = own.get(id)?.pieces ?? []
    const together =
      wide.length === 0 ? mine : [...new Set([...mine, ...wide.flatMap((one) => own.get(one)?.pieces ?? [])])]
    const mask = together.reduce((bits, piece) => bits | piece.mask, 0)
    if ((mask & all) !== all) return
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
  function aboveOf(holder: Holder, above: readonly string[]): readonly string[] {
    const wider = hasGeneral ? [...above, ...generalOf(holder)] : above
    return wider.length === 0 ? NONE : wider.filter((one) => one !== holder.asker.id && own.has(one))
  }
  function widerPieces(id: string): readonly Piece[] {
    const holder = own.get(id)?.holder
    const above = holder === undefined ? [] : [...(parents.get(id) ?? []), ...generalOf(holder)]
    return [...new Set([id, ...above].flatMap((one) => own.get(one)?.pieces ?? []))]
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
