import { type Tri, YES } from '../../tri.ts'
import { policiesOf, type Target } from '../ask.ts'
import { createContext } from '../context.ts'
import { hangsOnPrincipal, signatureOf } from '../dependence.ts'
import type { Identity, OwnPolicies } from '../estate.ts'
import { layersOf } from '../passed.ts'
import type { Policy, Statement } from '../policy.ts'
import { type ActionList, type Bits, includes } from './action-set.ts'
import { either, NOWHERE, type Region, weakened } from './region.ts'
import type { Segment } from './segment.ts'

/** A statement, where it applies in a segment. */
export interface Said {
  readonly actions: Bits
  readonly where: Region
}

/** What some policies say to an asker in a segment; statements that apply nowhere there are left out. */
export interface Saying {
  readonly allows: readonly Said[]
  readonly denies: readonly Said[]
}

export const SILENCE: Saying = { allows: [], denies: [] }

/** Where some of these statements apply to one action. */
export function whereOf(list: readonly Said[], action: number): Region {
  let region = NOWHERE
  for (const { actions, where } of list) if (includes(actions, action)) region = either(region, where)
  return region
}

/** How surely a statement speaks of an asker, whatever it says. */
type NamedBy = (statement: Statement) => Tri

export function sayingOf(
  statements: readonly Statement[],
  actions: ActionList,
  segment: Segment,
  asker: Identity,
  namedBy: NamedBy,
): Saying {
  const allows: Said[] = []
  const denies: Said[] = []
  for (const statement of statements) {
    const where = weakened(segment.regionOf(statement, asker), namedBy(statement))
    if (where.may.length === 0) continue
    const list = statement.effect === 'Allow' ? allows : denies
    list.push({ actions: actions.of(statement), where })
  }
  return allows.length + denies.length === 0 ? SILENCE : { allows, denies }
}

export function joined(left: Saying, right: Saying): Saying {
  if (left === SILENCE) return right
  if (right === SILENCE) return left
  return { allows: [...left.allows, ...right.allows], denies: [...left.denies, ...right.denies] }
}

const EVERYONE: NamedBy = () => YES

/** A policy on the side of those who ask. What it says to everyone in a segment is found out once. */
export class Spoken {
  private readonly toAll: readonly Statement[]
  private readonly tellingApart: readonly Statement[]
  private readonly bySegment: Saying[] = []
  private readonly actions: ActionList

  constructor({ statements }: Policy, actions: ActionList) {
    // A statement that names a principal, or no resource, says nothing in an identity's own policies.
    const heard = statements.filter(({ principals, resources }) => principals === null && resources !== null)
    this.toAll = heard.filter((statement) => !hangsOnPrincipal(statement))
    this.tellingApart = heard.length === this.toAll.length ? [] : heard.filter(hangsOnPrincipal)
    this.actions = actions
  }

  in(segment: Segment, asker: Identity): Saying {
    const { number } = segment
    const toAll = this.bySegment[number] ?? sayingOf(this.toAll, this.actions, segment, asker, EVERYONE)
    this.bySegment[number] = toAll
    if (this.tellingApart.length === 0) return toAll
    return joined(toAll, sayingOf(this.tellingApart, this.actions, segment, asker, EVERYONE))
  }

  /** Equal for askers whom it does not tell apart; empty when it tells nobody apart. */
  signatureFor({ context }: Identity): string {
    return this.tellingApart.map((statement) => signatureOf(statement, context)).join(' ')
  }
}

export function sayingIn(policies: readonly Spoken[], segment: Segment, asker: Identity): Saying {
  let found = SILENCE
  for (const policy of policies) found = joined(found, policy.in(segment, asker))
  return found
}

/** The policies on the side of an asker, by layer. */
export interface Voice {
  readonly asker: Identity
  readonly identity: readonly Spoken[]
  /** null for an asker without a boundary. */
  readonly boundaries: readonly Spoken[] | null
  readonly serviceControl: readonly (readonly Spoken[])[]
  /** Equal for askers to whom the service control policies say the same. */
  readonly underControl: string
}

/** The voices of a matrix; each policy is looked at once, whoever it is attached to. */
export function createVoices(actions: ActionList): (asker: Identity) => Voice {
  const spoken = new Map<Policy, Spoken>()
  const spokenOf = (policy: Policy): Spoken => {
    const found = spoken.get(policy) ?? new Spoken(policy, actions)
    spoken.set(policy, found)
    return found
  }
  // An account's service control policies are one list, whoever of it asks.
  const levelsOf = new Map<OwnPolicies['serviceControl'], Voice['serviceControl']>()
  return (asker) => {
    const passed = layersOf(asker.principal, policiesOf(asker.own, NOWHERE_TARGET))
    const levels = passed.serviceControlPolicies
    const read = () => (levels ?? []).map((level) => level.map(spokenOf))
    const serviceControl = levels === null ? [] : (levelsOf.get(asker.own.serviceControl) ?? read())
    if (levels !== null) levelsOf.set(asker.own.serviceControl, serviceControl)
    const signatures = serviceControl.flatMap((level) => level.map((policy) => policy.signatureFor(asker)))
    return {
      asker,
      identity: (passed.identityPolicies ?? []).map(spokenOf),
      boundaries: passed.permissionBoundaries?.map(spokenOf) ?? null,
      serviceControl,
      underControl: `${asker.account} ${levels === null} ${signatures.join(',')}`,
    }
  }
}

const NOWHERE_TARGET: Target = {
  id: '*',
  account: '',
  policy: null,
  resourceControl: [],
  context: createContext([]),
}
