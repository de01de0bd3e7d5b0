import { put } from '../../../group-by.ts'
import { NO, type Tri } from '../../tri.ts'
import type { Target } from '../ask.ts'
import type { Estate, Identity, PolicyClass } from '../estate.ts'
import { targetAt } from '../resource-policies.ts'
import { type ActionList, type Bits, blocksOf, includes, listActions, lowest } from './action-set.ts'
import { type Columns, createColumns, type Exception } from './columns.ts'
import { createLimits, type Limits } from './limits.ts'
import { createPlaces } from './places.ts'
import { at, NOWHERE, type Region, without } from './region.ts'
import { createSegment, type Segment } from './segment.ts'
import { actionsApart, type Sides, type Stance, sideIn, sidesOf, stanceOn } from './side.ts'
import { createVoices, type Voice } from './spoken.ts'
import type { Ways } from './ways.ts'

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
  readonly limitsFor: (voice: Voice) => Limits
}

interface Place {
  readonly part: Part
  readonly position: number
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
  const segments = segmentsOf(estate, resources, asking)
  const voiceOf = createVoices(actions, createPlaces(segments))
  const voices = new Map<PolicyClass, Voice>()
  const voiceIn = (found: PolicyClass, asker: Identity): Voice => {
    const voice = voices.get(found) ?? voiceOf(asker)
    voices.set(found, voice)
    return voice
  }
  const parts = segments.map((segment): Part => {
    const columns = createColumns(segment, estate, actions)
    return { segment, columns, limitsFor: createLimits(segment, columns, actions) }
  })
  const homes = new Map(parts.map((part) => [part.segment.account, part]))
  let places: ReadonlyMap<string, Place> | null = null
  // Only single cells are looked up by resource.
  const placeOf = (resource: string) => {
    places ??= new Map(
      parts.flatMap((part) => part.segment.targets.map(({ id }, position) => [id, { part, position }])),
    )
    return places.get(resource)
  }
  return {
    actions,
    segments,
    rowsOf(found) {
      const [asker] = found.members
      if (asker === undefined) return []
      const voice = voiceIn(found, asker)
      const sides = sidesOf(voice)
      const rows: Row[] = []
      // Elsewhere both sides must allow; at home a resource's policy may grant something by itself.
      const home = homes.get(asker.account)
      if (home !== undefined) addRows(rows, home, voice, sides, actions)
      for (const { number } of sides.own.keys()) {
        const part = parts[number]
        if (part !== undefined && part !== home) addRows(rows, part, voice, sides, actions)
      }
      return rows
    },
    *exceptionsOf(identity) {
      for (const { segment, columns } of parts)
        for (const { position, action, value } of columns.exceptionsOf(identity))
          yield { position, action, value, segment }
    },
    cell(identity, action, resource) {
      const place = placeOf(resource)
      const number = actions.numberOf(action)
      if (place === undefined || number === undefined) return NO
      const { part, position } = place
      const alone = part.columns.exceptionAt(identity, number, position)
      if (alone !== null) return alone
      return at(whereFor(part, voiceIn(identity.class, identity), number), position)
    },
  }
}

/** The resources of each account, with their policies and what is known of them. */
function segmentsOf(estate: Estate, resources: readonly string[], asking: string | null): readonly Segment[] {
  const byAccount = new Map<string, Target[]>()
  for (const id of new Set(resources)) {
    const found = targetAt(estate, id, asking)
    // An object's policy is its bucket's, its name its own.
    const target = found.id === id ? found : { ...found, id }
    put(byAccount, target.account, target)
  }
  return [...byAccount].map(([account, targets], number) => createSegment(number, account, targets))
}

function addRows(
  rows: Row[],
  { segment, limitsFor }: Part,
  voice: Voice,
  sides: Sides,
  { sets }: ActionList,
): void {
  const side = sideIn(segment, sides)
  if (side.allows.length === 0 && voice.asker.account !== segment.account) return
  const { list, granting } = limitsFor(voice)
  let reach = granting
  for (const { actions } of side.allows) reach = reach === null ? actions : sets.union(reach, actions)
  if (reach === null) return
  for (const block of blocksOf(reach, actionsApart(side), sets)) {
    const stance = stanceOn(lowest(block), side)
    for (const { actions, ways } of list) {
      if (stance.own.may.length === 0 && !ways.grants) continue
      const some = sets.common(block, actions)
      if (some === null) continue
      const where = leftOf(ways, stance)
      if (where.may.length > 0) rows.push({ segment, actions: some, where })
    }
  }
}

const leftOf = (ways: Ways, { own, denied }: Stance): Region => without(ways.for(own), denied)

function whereFor({ segment, limitsFor }: Part, voice: Voice, action: number): Region {
  const limit = limitsFor(voice).list.find(({ actions }) => includes(actions, action))
  return limit === undefined ? NOWHERE : leftOf(limit.ways, stanceOn(action, sideIn(segment, sidesOf(voice))))
}
