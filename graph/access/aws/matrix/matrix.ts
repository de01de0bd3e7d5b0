import { NO, type Tri } from '../../tri.ts'
import type { Target } from '../ask.ts'
import type { Estate, Identity, PolicyClass } from '../estate.ts'
import { targetAt } from '../resource-policies.ts'
import {
  type ActionList,
  type Bits,
  blocksOf,
  common,
  includes,
  listActions,
  lowest,
  unionOf,
} from './action-set.ts'
import { type Columns, createColumns, type Exception } from './columns.ts'
import { createLimits, type Limits } from './limits.ts'
import { at, both, NOWHERE, type Region, without } from './region.ts'
import { createSegment, type Segment } from './segment.ts'
import { createVoices, type Saying, SILENCE, sayingIn, type Voice, whereOf } from './spoken.ts'

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
  const voiceOf = createVoices(actions)
  const voices = new Map<PolicyClass, Voice>()
  const voiceIn = (found: PolicyClass, asker: Identity): Voice => {
    const voice = voices.get(found) ?? voiceOf(asker)
    voices.set(found, voice)
    return voice
  }
  const parts = segmentsOf(estate, resources, asking).map((segment): Part => {
    const columns = createColumns(segment, estate, actions)
    return { segment, columns, limitsFor: createLimits(segment, columns, actions) }
  })
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
      return parts.flatMap((part) => rowsIn(part, voice))
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
      return at(whereFor(part, voiceIn(identity.class, identity), number), position)
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

function rowsIn({ segment, limitsFor }: Part, voice: Voice): readonly Row[] {
  const { asker } = voice
  const own = sayingIn(voice.identity, segment, asker)
  if (own.allows.length === 0 && asker.account !== segment.account) return NO_ROWS
  const { list, granting } = limitsFor(voice)
  const reach = reachOf(own, granting)
  if (reach === null) return NO_ROWS
  const side = sideIn(segment, voice, own)
  const rows: Row[] = []
  for (const block of blocksOf(reach, side.sets)) {
    const { own, bound, denied } = side.of(lowest(block))
    for (const { actions, ways } of list) {
      if (own.may.length === 0 && !ways.grants) continue
      const some = common(block, actions)
      if (some === null) continue
      const where = without(ways.within(own, bound), denied)
      if (where.may.length > 0) rows.push({ segment, actions: some, where })
    }
  }
  return rows
}

const NO_ROWS: readonly Row[] = []

/** The actions of which a row may tell something; null when there are none. */
const reachOf = ({ allows }: Saying, granting: Bits | null): Bits | null =>
  allows.reduce((reach, { actions }) => (reach === null ? actions : unionOf(reach, actions)), granting)

/** What an asker's own policies and its boundary say in a segment. */
interface Side {
  /** Actions that they tell apart. */
  readonly sets: readonly Bits[]
  /** `own`: where the identity's policies allow it, within the boundary. */
  of(action: number): { readonly own: Region; readonly bound: Region; readonly denied: Region }
}

function sideIn(segment: Segment, { asker, boundaries }: Voice, own: Saying): Side {
  const boundary = boundaries === null ? SILENCE : sayingIn(boundaries, segment, asker)
  const denies = [...own.denies, ...boundary.denies]
  return {
    sets: [...own.allows, ...boundary.allows, ...denies].map(({ actions }) => actions),
    of(action) {
      const bound = boundaries === null ? segment.all : whereOf(boundary.allows, action)
      return { own: both(whereOf(own.allows, action), bound), bound, denied: whereOf(denies, action) }
    },
  }
}

function whereFor({ segment, limitsFor }: Part, voice: Voice, action: number): Region {
  const limit = limitsFor(voice).list.find(({ actions }) => includes(actions, action))
  if (limit === undefined) return NOWHERE
  const side = sideIn(segment, voice, sayingIn(voice.identity, segment, voice.asker))
  const { own, bound, denied } = side.of(action)
  return without(limit.ways.within(own, bound), denied)
}
