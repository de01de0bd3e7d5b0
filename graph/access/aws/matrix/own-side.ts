import { fromBoolean, NO, type Tri } from '../../tri.ts'
import { policiesOf, type Target } from '../ask.ts'
import { createContext } from '../context.ts'
import { hangsOnPrincipal } from '../dependence.ts'
import type { Identity } from '../estate.ts'
import { layersOf } from '../passed.ts'
import type { Policy, Statement } from '../policy.ts'
import { namesPrincipal } from '../statement.ts'
import { type ActionList, type Bits, blocksOf, includes, unionOf } from './action-set.ts'
import { both, either, NOWHERE, type Region, weakened, without } from './region.ts'
import type { Segment } from './segment.ts'

interface Said {
  readonly statement: Statement
  readonly actions: Bits
  /** Whether it speaks of the asker. */
  readonly named: Tri
  /** By segment, as far as it was looked at: where it applies; null where that hangs on who asks. */
  readonly regions: Region[] | null
}

/** The statements of a matrix, each looked at once. */
export type Sayings = (statement: Statement, named: Tri) => Said

export function createSayings(actions: ActionList): Sayings {
  const known = new Map<Statement, Said>()
  return (statement, named) => {
    const before = known.get(statement)
    if (before !== undefined) return before.named === named ? before : { ...before, named }
    const said = {
      statement,
      actions: actions.of(statement),
      named,
      regions: hangsOnPrincipal(statement) ? null : [],
    }
    known.set(statement, said)
    return said
  }
}

/** The statements of one layer, or of one level of it, by effect. */
interface Saying {
  readonly allows: readonly Said[]
  readonly denies: readonly Said[]
}

/** The statements on the side of an asker by layer, each with its actions. */
export interface Voice {
  readonly asker: Identity
  readonly identity: Saying
  readonly boundaries: Saying | null
  readonly serviceControl: readonly Saying[]
  /** Actions that no statement tells apart. */
  readonly blocks: readonly Bits[]
}

export function voiceOf(asker: Identity, actions: ActionList, sayings: Sayings): Voice {
  const passed = layersOf(asker.principal, policiesOf(asker.own, NOWHERE_TARGET))
  // A statement that names a principal, or no resource, says nothing in an identity's own policies.
  const said = (policies: readonly Policy[]) =>
    saidBy(policies, sayings, ({ principals, resources }) =>
      fromBoolean(principals === null && resources !== null),
    )
  const identity = said(passed.identityPolicies ?? [])
  const boundaries = passed.permissionBoundaries === null ? null : said(passed.permissionBoundaries)
  const serviceControl = (passed.serviceControlPolicies ?? []).map(said)
  const everything = [identity, ...serviceControl]
  if (boundaries !== null) everything.push(boundaries)
  const blocks = blocksOf(actions.all, everything.flatMap(actionsIn))
  return { asker, identity, boundaries, serviceControl, blocks }
}

const NOWHERE_TARGET: Target = {
  id: '*',
  account: '',
  policy: null,
  resourceControl: [],
  context: createContext([]),
}

/** The resource control policies that an asker meets in a segment; a level without any Allow statement is silent. */
export type Controls = readonly (Saying & { readonly silent: boolean })[]

export function controlsFor(asker: Identity, segment: Segment, sayings: Sayings): Controls {
  const [target] = segment.targets
  if (target === undefined || target.resourceControl.length === 0) return NO_CONTROLS
  const passed = layersOf(asker.principal, policiesOf(asker.own, { ...target, policy: null }))
  const question = { principal: asker.principal, bounded: asker.own.boundaries.length > 0 }
  return (passed.resourceControlPolicies ?? []).map((level) => ({
    ...saidBy(level, sayings, (statement) => namesPrincipal(statement, question).named),
    silent: level.every(({ allows }) => allows.length === 0),
  }))
}

const NO_CONTROLS: Controls = []

function saidBy(
  policies: readonly Policy[],
  sayings: Sayings,
  namedBy: (statement: Statement) => Tri,
): Saying {
  const heard = (statements: readonly Statement[]): readonly Said[] =>
    statements.flatMap((statement) => {
      const named = namedBy(statement)
      return named === NO ? [] : [sayings(statement, named)]
    })
  return {
    allows: policies.flatMap(({ allows }) => heard(allows)),
    denies: policies.flatMap(({ denies }) => heard(denies)),
  }
}

export const actionsIn = ({ allows, denies }: Saying): readonly Bits[] =>
  [...allows, ...denies].map(({ actions }) => actions)

/** Where some of these statements apply to one action. */
function where(list: readonly Said[], action: number, { asker }: Voice, segment: Segment): Region {
  let region = NOWHERE
  for (const said of list) {
    if (!includes(said.actions, action)) continue
    region = either(region, weakened(regionIn(said, segment, asker), said.named))
  }
  return region
}

/** The actions that the asker's own policies allow somewhere in a segment; null when there are none. */
export function reachOf({ identity, asker }: Voice, segment: Segment): Bits | null {
  let reach: Bits | null = null
  for (const said of identity.allows)
    if (regionIn(said, segment, asker).may.length > 0)
      reach = reach === null ? said.actions : unionOf(reach, said.actions)
  return reach
}

function regionIn({ statement, regions }: Said, segment: Segment, asker: Identity): Region {
  if (regions === null) return segment.regionOf(statement, asker)
  const region = regions[segment.number] ?? segment.regionOf(statement, asker)
  regions[segment.number] = region
  return region
}

/** What the asker's own policies and both organizations' say of one action, before the resource's policy is heard. */
export class OwnSide {
  /** Where the identity's policies allow, within its boundary. */
  readonly own: Region
  /** Where its boundary allows. */
  readonly bound: Region
  private found: Region | null = null
  private readonly voice: Voice
  private readonly controls: Controls
  private readonly action: number
  private readonly segment: Segment

  constructor(voice: Voice, controls: Controls, action: number, segment: Segment) {
    const { boundaries, identity } = voice
    this.bound = boundaries === null ? segment.all : where(boundaries.allows, action, voice, segment)
    this.own = both(where(identity.allows, action, voice, segment), this.bound)
    this.voice = voice
    this.controls = controls
    this.action = action
    this.segment = segment
  }

  /** Where no Deny and no organization policy stops it; not everything that is said is worth asking for it. */
  get open(): Region {
    this.found ??= openTo(this.voice, this.controls, this.action, this.segment)
    return this.found
  }
}

function openTo(voice: Voice, controls: Controls, action: number, segment: Segment): Region {
  const applying = (list: readonly Said[]) => where(list, action, voice, segment)
  let open = segment.all
  let denied = applying(voice.identity.denies)
  if (voice.boundaries !== null) denied = either(denied, applying(voice.boundaries.denies))
  for (const { allows, denies } of voice.serviceControl) {
    open = both(open, applying(allows))
    denied = either(denied, applying(denies))
  }
  for (const { allows, denies, silent } of controls) {
    // A level without any Allow statement allows: see allowsOfControls.
    if (!silent) open = both(open, applying(allows))
    denied = either(denied, applying(denies))
  }
  return without(open, denied)
}
