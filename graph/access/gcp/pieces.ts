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
  const parties = new Map<
    string,
    { holders: Holder[]; pieces: readonly Piece[]; wider: (readonly Piece[])[] }
  >()
  for (const [id, above] of [...own.keys()].map((key) => [key, parents.get(key) ?? []] as const)) {
    add(id, above)
  }
  for (const [id, above] of parents) if (!own.has(id)) add(id, above)
  return [...parties.values()]

  function add(id: string, above: readonly string[]): void {
    const holder = own.get(id)?.holder ?? holderOfId(id, estate)
    if (holder === null) return
    const wide = aboveOf(holder, above)
    const together = new Set([id, ...wide].flatMap((one) => own.get(one)?.pieces ?? []))
    const mask = [...together].reduce((bits, piece) => bits | piece.mask, 0)
    if ((mask & all) !== all) return
    const key = [...together].map(({ binding }) => `${binding.node} ${binding.index}`).sort()
    const named = JSON.stringify([key, [...wide].sort()])
    const party = parties.get(named)
    if (party !== undefined) party.holders.push(holder)
    else
      parties.set(named, {
        holders: [holder],
        pieces: [...together],
        // Groups that are in each other are one: neither tells what the other does.
        wider: wide.filter((one) => parents.get(one)?.includes(id) !== true).map((one) => widerPieces(one)),
      })
  }
  function aboveOf(holder: Holder, above: readonly string[]): readonly string[] {
    return [...above, ...generalOf(holder)].filter((one) => one !== holder.asker.id && own.has(one))
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

/** What is granted to a domain or to anyone is granted to each. A federated identity has no account of Google's. */
function generalOf({ asker: { id, member } }: Holder): readonly string[] {
  if (member.type === 'everyone') return []
  if (isAnyone(member) || member.type === 'federated') return ['Internet']
  const domain =
    member.type === 'user' && id.startsWith('user:') ? [`domain:${member.email.replace(/^.*@/, '')}`] : []
  return [...domain, ANY_GOOGLE_ACCOUNT.id, 'Internet']
}
