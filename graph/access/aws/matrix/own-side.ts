import { policiesOf } from '../ask.ts'
import type { Identity } from '../estate.ts'
import { layersOf, type Passed } from '../evaluate.ts'
import type { Policy, Statement } from '../policy.ts'
import { namesPrincipal } from '../statement.ts'
import { fromBoolean, NO, type Tri } from '../tri.ts'
import { type ActionList, type Bits, includes } from './action-set.ts'
import { both, either, everywhere, NOWHERE, type Region, weakened, without } from './region.ts'
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
  readonly actions: Bits
  /** Whether it speaks of the asker. */
  readonly named: Tri
}

/** The statements of an asker by layer, each with its actions. */
export interface Voice {
  readonly asker: Identity
  readonly identity: readonly Said[]
  readonly boundaries: readonly Said[] | null
  readonly serviceControl: readonly (readonly Said[])[]
  readonly resourceControl: readonly (readonly Said[])[]
  /** The actions of each statement. */
  readonly sets: readonly Bits[]
}

export function voiceOf(asker: Identity, segment: Segment, actions: ActionList): Voice {
  const [target] = segment.targets
  const passed: Passed | null =
    target === undefined
      ? null
      : layersOf(asker.principal, policiesOf(asker.own, { ...target, policy: null }))
  const said = (policies: readonly Policy[], namedBy: (statement: Statement) => Tri): readonly Said[] =>
    policies.flatMap(({ statements }) =>
      statements.map((statement) => ({
        statement,
        actions: actions.of(statement),
        named: namedBy(statement),
      })),
    )
  // A statement that names a principal, or no resource, says nothing in an identity's own policies.
  const ownSaid = (policies: readonly Policy[]) =>
    said(policies, ({ principals, resources }) => fromBoolean(principals === null && resources !== null))
  const question = { principal: asker.principal, bounded: asker.own.boundaries.length > 0 }
  const resourceSaid = (policies: readonly Policy[]) =>
    said(policies, (statement) => namesPrincipal(statement, question).named)
  const boundaries = passed?.permissionBoundaries ?? null
  const voice = {
    asker,
    identity: ownSaid(passed?.identityPolicies ?? []),
    boundaries: boundaries === null ? null : ownSaid(boundaries),
    serviceControl: (passed?.serviceControlPolicies ?? []).map(ownSaid),
    resourceControl: (passed?.resourceControlPolicies ?? []).map(resourceSaid),
  }
  const everything = [
    ...voice.identity,
    ...(voice.boundaries ?? []),
    ...voice.serviceControl.flat(),
    ...voice.resourceControl.flat(),
  ]
  return { ...voice, sets: [...new Set(everything.map((one) => one.actions))] }
}

/** Where the statements of one effect apply to one action. */
function where(
  list: readonly Said[],
  effect: Statement['effect'],
  action: number,
  { asker }: Voice,
  segment: Segment,
): Region {
  let region = NOWHERE
  for (const { statement, actions, named } of list) {
    if (statement.effect !== effect || named === NO || !includes(actions, action)) continue
    region = either(region, weakened(segment.regionOf(statement, asker), named))
  }
  return region
}

export function ownSide(voice: Voice, action: number, segment: Segment): OwnSide {
  const all = everywhere(segment.targets.length)
  const allow = (list: readonly Said[]) => where(list, 'Allow', action, voice, segment)
  const deny = (list: readonly Said[]) => where(list, 'Deny', action, voice, segment)
  const bound = voice.boundaries === null ? all : allow(voice.boundaries)
  let open = all
  let denied = either(deny(voice.identity), deny(voice.boundaries ?? []))
  for (const level of voice.serviceControl) {
    open = both(open, allow(level))
    denied = either(denied, deny(level))
  }
  for (const level of voice.resourceControl) {
    // A level without any Allow statement allows: see scanResourceControls.
    if (level.some(({ statement }) => statement.effect === 'Allow')) open = both(open, allow(level))
    denied = either(denied, deny(level))
  }
  return { open: without(open, denied), own: both(allow(voice.identity), bound), bound }
}
