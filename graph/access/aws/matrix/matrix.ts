import type { Target } from '../ask.ts'
import type { Estate, Identity, PolicyClass } from '../estate.ts'
import { targetAt } from '../resource-policies.ts'
import { NO, type Tri } from '../tri.ts'
import { type ActionList, type Bits, blocksOf, includes, listActions, lowest } from './action-set.ts'
import { type Column, type Columns, createColumns, type Exception } from './columns.ts'
import { type OwnSide, ownSide, type Voice, voiceOf } from './own-side.ts'
import { subtract, union } from './ranges.ts'
import { at, both, either, NOWHERE, type Region, weakened, without } from './region.ts'
import { createSegment, type Segment } from './segment.ts'

/** What every member of a class may do with some actions, in one account; what a policy says to one alone is apart. */
export interface Row {
  readonly segment: Segment
  readonly actions: Bits
  readonly where: Region
}

/** Who may do what to which resource: all of it, without a cell for each question. */
export interface AccessMatrix {
  readonly actions: ActionList
  readonly segments: readonly Segment[]
  /** Where members of the class may do something; what no row tells is denied. */
  rowsOf(found: PolicyClass): readonly Row[]
  /** Cells that hold for this identity in the place of its class's. */
  exceptionsOf(identity: Identity): Iterable<Exception & { readonly segment: Segment }>
  /** One cell; the resource must be one of the matrix. */
  cell(identity: Identity, action: string, resource: string): Tri
}

interface Part {
  readonly segment: Segment
  readonly columns: Columns
}

/**
 * Policy classes by sets of actions by runs of sorted resources. Resource policies come in as columns: what they say
 * alike to a whole account is reckoned for all at once, and whom they name is an exception.
 */
export function accessMatrix(
  estate: Estate,
  actionNames: readonly string[],
  resources: readonly string[],
): AccessMatrix {
  const actions = listActions(actionNames)
  const parts = segmentsOf(estate, resources).map(
    (segment): Part => ({ segment, columns: createColumns(segment, estate, actions) }),
  )
  const place = new Map(parts.flatMap((part) => part.segment.targets.map(({ id }) => [id, part] as const)))
  return {
    actions,
    segments: parts.map(({ segment }) => segment),
    rowsOf: (found) => parts.flatMap((part) => rowsIn(part, found, actions)),
    *exceptionsOf(identity) {
      for (const { segment, columns } of parts)
        for (const one of columns.exceptionsOf(identity)) yield { ...one, segment }
    },
    cell(identity, action, resource) {
      const part = place.get(resource)
      const number = actions.numberOf(action)
      const position = part?.segment.positionOf(resource)
      if (part === undefined || number === undefined || position === undefined) return NO
      const alone = part.columns.exceptionAt(identity, number, position)
      if (alone !== null) return alone
      return at(whereFor(part, voiceOf(identity, part.segment, actions), number), position)
    },
  }
}

/** The resources of each account, with their policies and what is known of them. */
function segmentsOf(estate: Estate, resources: readonly string[]): readonly Segment[] {
  const byAccount = new Map<string, Target[]>()
  for (const id of new Set(resources)) {
    // An object's policy is its bucket's, its name its own.
    const target = { ...targetAt(estate, id, null), id }
    const list = byAccount.get(target.account)
    if (list === undefined) byAccount.set(target.account, [target])
    else list.push(target)
  }
  return [...byAccount].map(([account, targets]) => createSegment(account, targets))
}

function rowsIn(
  { segment, columns }: Part,
  { members: [asker] }: PolicyClass,
  actions: ActionList,
): readonly Row[] {
  if (asker === undefined) return []
  const isHome = asker.account === segment.account
  const heard = columns.sets.filter((set) => isHome || columns.of(asker.account, set).length > 0)
  if (!isHome && heard.length === 0) return []
  const voice = voiceOf(asker, segment, actions)
  const rows: Row[] = []
  const known = new Map<string, OwnSide>()
  for (const block of blocksOf(actions.all, [...voice.sets, ...heard])) {
    const action = lowest(block)
    const set = heard.find((one) => includes(one, action))
    if (set === undefined && !isHome) continue
    const key = voice.sets.map((one) => Number(includes(one, action))).join('')
    const side = known.get(key) ?? ownSide(voice, action, segment)
    known.set(key, side)
    const where = hearColumns(side, set === undefined ? [] : columns.of(asker.account, set), isHome)
    if (where.may.length > 0) rows.push({ segment, actions: block, where })
  }
  return rows
}

function whereFor({ segment, columns }: Part, voice: Voice, action: number): Region {
  const { account } = voice.asker
  const set = columns.setWith(action)
  const heard = set === null ? [] : columns.of(account, set)
  return hearColumns(ownSide(voice, action, segment), heard, account === segment.account)
}

/** What an asker may do once the resources' policies have been heard. The rules are those of `weigh` in evaluate.ts. */
function hearColumns(side: OwnSide, columns: readonly Column[], isHome: boolean): Region {
  const plain = isHome ? both(side.open, side.own) : NOWHERE
  if (columns.length === 0) return plain
  let found = plain
  for (const column of columns) {
    const there: Region = { must: column.positions, may: column.positions }
    const heard = hearColumn(side, column, there, isHome)
    found = {
      must: union(subtract(found.must, column.positions), heard.must),
      may: union(subtract(found.may, column.positions), heard.may),
    }
  }
  return found
}

function hearColumn(
  { open, own, bound }: OwnSide,
  { says, needed }: Column,
  there: Region,
  isHome: boolean,
): Region {
  const here = both(without(open, weakened(there, says.deny)), there)
  const allowed = weakened(here, says.allow)
  if (!isHome) return both(allowed, own)
  const byOwn = both(needed ? allowed : here, own)
  const byRole = both(weakened(here, says.role), bound)
  return either(either(weakened(here, says.direct), byRole), byOwn)
}
