import { fromBoolean, NO, type Tri } from '../../tri.ts'
import { policiesOf, type Target } from '../ask.ts'
import { createContext } from '../context.ts'
import { hangsOnPrincipal } from '../dependence.ts'
import type { Identity } from '../estate.ts'
import { layersOf } from '../passed.ts'
import type { Policy, Statement } from '../policy.ts'
import { namesPrincipal } from '../statement.ts'
import { type ActionList, type Bits, blocksOf, includes } from './action-set.ts'
import { both, either, NOWHERE, type Region, weakened, without } from './region.ts'
import type { Segment } from './segment.ts'

/** What the asker's own policies and both organizations' say of one action, before the resource's policy is heard. */
export interface OwnSide {
  /** Where no Deny and no organization policy stops it. */
  readonly open: Region
  /** Where the identity's policies allow, within its boundary. */
  readonly own: Region
  /** Where its boundary allows. */
  readonly bound: Region
}

interface Said {
  readonly statement: Statement
  readonly allows: boolean
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
      allows: statement.effect === 'Allow',
      actions: actions.of(statement),
      named,
      regions: hangsOnPrincipal(statement) ? null : [],
    }
    known.set(statement, said)
    return said
  }
}

/** The statements on the side of an asker by layer, each with its actions. */
export interface Voice {
  readonly asker: Identity
  readonly identity: readonly Said[]
  readonly boundaries: readonly Said[] | null
  readonly serviceControl: readonly (readonly Said[])[]
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
  const everything = [...identity, ...(boundaries ?? []), ...serviceControl.flat()]
  const blocks = blocksOf(
    actions.all,
    everything.map((one) => one.actions),
  )
  return { asker, identity, boundaries, serviceControl, blocks }
}

const NOWHERE_TARGET: Target = {
  id: '*',
  account: '',
  policy: null,
  resourceControl: [],
  context: createContext([]),
}

/** The resource control policies that an asker meets in a segment. */
export type Controls = readonly (readonly Said[])[]

export function controlsFor(asker: Identity, segment: Segment, sayings: Sayings): Controls {
  const [target] = segment.targets
  if (target === undefined || target.resourceControl.length === 0) return NO_CONTROLS
  const passed = layersOf(asker.principal, policiesOf(asker.own, { ...target, policy: null }))
  const question = { principal: asker.principal, bounded: asker.own.boundaries.length > 0 }
  return (passed.resourceControlPolicies ?? []).map((level) =>
    saidBy(level, sayings, (statement) => namesPrincipal(statement, question).named),
  )
}

const NO_CONTROLS: Controls = []

const saidBy = (
  policies: readonly Policy[],
  sayings: Sayings,
  namedBy: (statement: Statement) => Tri,
): readonly Said[] =>
  policies.flatMap(({ statements }) => statements.map((statement) => sayings(statement, namedBy(statement))))

/** Where the statements of one effect apply to one action. */
function where(
  list: readonly Said[],
  effect: Statement['effect'],
  action: number,
  { asker }: Voice,
  segment: Segment,
): Region {
  let region = NOWHERE
  for (const said of list) {
    if (said.allows !== (effect === 'Allow') || said.named === NO || !includes(said.actions, action)) continue
    region = either(region, weakened(regionIn(said, segment, asker), said.named))
  }
  return region
}

function regionIn({ statement, regions }: Said, segment: Segment, asker: Identity): Region {
  if (regions === null) return segment.regionOf(statement, asker)
  const region = regions[segment.number] ?? segment.regionOf(statement, asker)
  regions[segment.number] = region
  return region
}

/** What an asker's own policies allow, and whether anything else is worth asking. */
export function ownSide(voice: Voice, controls: Controls, action: number, segment: Segment): OwnSide {
  const all = segment.all
  const bound = voice.boundaries === null ? all : where(voice.boundaries, 'Allow', action, voice, segment)
  const own = both(where(voice.identity, 'Allow', action, voice, segment), bound)
  let open: Region | null = null
  return {
    own,
    bound,
    get open() {
      open ??= openTo(voice, controls, action, segment)
      return open
    },
  }
}

function openTo(voice: Voice, controls: Controls, action: number, segment: Segment): Region {
  let open = segment.all
  let denied = where(voice.identity, 'Deny', action, voice, segment)
  if (voice.boundaries !== null)
    denied = either(denied, where(voice.boundaries, 'Deny', action, voice, segment))
  for (const level of voice.serviceControl) {
    open = both(open, where(level, 'Allow', action, voice, segment))
    denied = either(denied, where(level, 'Deny', action, voice, segment))
  }
  for (const level of controls) {
    // A level without any Allow statement allows: see scanResourceControls.
    if (level.some(({ statement }) => statement.effect === 'Allow'))
      open = both(open, where(level, 'Allow', action, voice, segment))
    denied = either(denied, where(level, 'Deny', action, voice, segment))
  }
  return without(open, denied)
}
