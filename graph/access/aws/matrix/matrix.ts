import { NO, type Tri } from '../../tri.ts'
import type { Target } from '../ask.ts'
import type { Estate, Identity, PolicyClass } from '../estate.ts'
import { targetAt } from '../resource-policies.ts'
import {
  type ActionList,
  type Bits,
  besides,
  blocksOf,
  common,
  includes,
  listActions,
  lowest,
} from './action-set.ts'
import { type Column, type Columns, createColumns, type Exception, grantsAlone } from './columns.ts'
import {
  actionsIn,
  type Controls,
  controlsFor,
  createSayings,
  OwnSide,
  reachOf,
  type Sayings,
  type Voice,
  voiceOf,
} from './own-side.ts'
import { overlap, subtract, union } from './ranges.ts'
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
 * alike to a whole account is reckoned for all at once, and whom they name is an exception. `asking` is the account
 * that owns resources of which nothing else tells the owner.
 */
export function accessMatrix(
  estate: Estate,
  actionNames: readonly string[],
  resources: readonly string[],
  asking: string | null = null,
): AccessMatrix {
  const actions = listActions(actionNames)
  const sayings = createSayings(actions)
  const voices = new WeakMap<PolicyClass, Voice>()
  const voiceIn = (found: PolicyClass, asker: Identity): Voice => {
    const voice = voices.get(found) ?? voiceOf(asker, actions, sayings)
    voices.set(found, voice)
    return voice
  }
  const parts = segmentsOf(estate, resources, asking).map(
    (segment): Part => ({ segment, columns: createColumns(segment, estate, actions) }),
  )
  let places: ReadonlyMap<string, Part> | null = null
  // Only single cells are looked up by resource.
  const placeOf = (resource: string) => {
    places ??= new Map(parts.flatMap((part) => part.segment.targets.map(({ id }) => [id, part])))
    return places.get(resource)
  }
  return {
    actions,
    segments: parts.map(({ segment }) => segment),
    rowsOf(found) {
      const [asker] = found.members
      if (asker === undefined) return []
      const voice = voiceIn(found, asker)
      return parts.flatMap((part) => rowsIn(part, voice, sayings))
    },
    *exceptionsOf(identity) {
      for (const { segment, columns } of parts)
        for (const one of columns.exceptionsOf(identity)) yield { ...one, segment }
    },
    cell(identity, action, resource) {
      const part = placeOf(resource)
      const number = actions.numberOf(action)
      const position = part?.segment.positionOf(resource)
      if (part === undefined || number === undefined || position === undefined) return NO
      const alone = part.columns.exceptionAt(identity, number, position)
      if (alone !== null) return alone
      return at(whereFor(part, voiceIn(identity.class, identity), sayings, number), position)
    },
  }
}

/** The resources of each account, with their policies and what is known of them. */
function segmentsOf(estate: Estate, resources: readonly string[], asking: string | null): readonly Segment[] {
  const byAccount = new Map<string, Target[]>()
  for (const id of resources) {
    const found = targetAt(estate, id, asking)
    // An object's policy is its bucket's, its name its own.
    const target = found.id === id ? found : { ...found, id }
    const list = byAccount.get(target.account)
    if (list === undefined) byAccount.set(target.account, [target])
    else list.push(target)
  }
  return [...byAccount].map(([account, targets], number) => createSegment(number, account, targets))
}

function rowsIn({ segment, columns }: Part, voice: Voice, sayings: Sayings): readonly Row[] {
  const { asker } = voice
  const isHome = asker.account === segment.account
  const heard = columns.heardIn(asker.account)
  const reach = reachOf(voice, segment)
  // Elsewhere both sides must allow; at home a policy may grant something to whoever is allowed nothing.
  const granting = isHome ? heard.filter(({ grants }) => grants) : []
  if (reach === null && granting.length === 0) return NO_ROWS
  if (!isHome && heard.length === 0) return NO_ROWS
  const controls = controlsFor(asker, segment, sayings)
  const rows: Row[] = []
  for (const block of blocksUnder(voice, controls)) {
    const action = lowest(block)
    const isReached = reach !== null && includes(reach, action)
    if (!isReached && granting.length === 0) continue
    const side = new OwnSide(voice, controls, action, segment)
    const hasOwn = side.own.may.length > 0
    let silent: Bits | null = block
    for (const { actions, columns } of hasOwn ? heard : granting) {
      const some = common(block, actions)
      if (some === null) continue
      if (silent !== null) silent = besides(silent, some)
      const where = hearColumns(side, columns, isHome)
      if (where.may.length > 0) rows.push({ segment, actions: some, where })
    }
    if (!isHome || !hasOwn || silent === null) continue
    const where = both(side.open, side.own)
    if (where.may.length > 0) rows.push({ segment, actions: silent, where })
  }
  return rows
}

const NO_ROWS: readonly Row[] = []

const blocksUnder = ({ blocks }: Voice, controls: Controls): readonly Bits[] =>
  controls.length === 0 ? blocks : blocks.flatMap((block) => blocksOf(block, controls.flatMap(actionsIn)))

function whereFor({ segment, columns }: Part, voice: Voice, sayings: Sayings, action: number): Region {
  const { asker } = voice
  const heard = columns.heardIn(asker.account).find((one) => includes(one.actions, action))
  const side = new OwnSide(voice, controlsFor(asker, segment, sayings), action, segment)
  return hearColumns(side, heard?.columns ?? [], asker.account === segment.account)
}

/** What an asker may do once the resources' policies have been heard. The rules are those of `weigh` in evaluate.ts. */
function hearColumns(side: OwnSide, columns: readonly Column[], isHome: boolean): Region {
  const plain = isHome ? both(side.open, side.own) : NOWHERE
  if (columns.length === 0) return plain
  let found = plain
  for (const column of columns) {
    // To those who may do nothing there, only what a policy grants by itself makes a difference.
    if (!grantsAlone(column) && !overlap(side.own.may, column.positions)) continue
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
