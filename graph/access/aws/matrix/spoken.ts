import { policiesOf, type Target } from '../ask.ts'
import { createContext } from '../context.ts'
import { hangsOnPrincipal, signatureOf } from '../dependence.ts'
import type { Identity, OwnPolicies } from '../estate.ts'
import { layersOf } from '../passed.ts'
import type { Policy, Statement } from '../policy.ts'
import { type ActionList, type Bits, includes } from './action-set.ts'
import type { Places } from './places.ts'
import { either, NOWHERE, type Region } from './region.ts'
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

export function joined(left: Saying, right: Saying): Saying {
  if (left === SILENCE) return right
  return { allows: [...left.allows, ...right.allows], denies: [...left.denies, ...right.denies] }
}

/** A saying of one statement. */
export const sayingOf = ({ effect }: Statement, said: Said): Saying =>
  effect === 'Allow' ? { allows: [said], denies: [] } : { allows: [], denies: [said] }

/** By segment; where nothing is said, there is none. */
export type Sayings = ReadonlyMap<Segment, Saying>

/** A policy on the side of those who ask. What it says to everyone is found out once. */
export class Spoken {
  /** It says to one what it does not say to another. */
  readonly tellsApart: boolean
  private readonly toAll: readonly Statement[]
  private readonly tellingApart: readonly Statement[]
  private readonly actions: ActionList
  private readonly places: Places
  private found: Sayings | null = null

  constructor({ statements }: Policy, actions: ActionList, places: Places) {
    // A statement that names a principal, or no resource, says nothing in an identity's own policies.
    const heard = statements.filter(({ principals, resources }) => principals === null && resources !== null)
    this.toAll = heard.filter((statement) => !hangsOnPrincipal(statement))
    this.tellingApart = heard.filter(hangsOnPrincipal)
    this.tellsApart = this.tellingApart.length > 0
    this.actions = actions
    this.places = places
  }

  to(asker: Identity): Sayings {
    this.found ??= this.read(this.toAll, asker)
    if (!this.tellsApart) return this.found
    return together([this.found, this.read(this.tellingApart, asker)])
  }

  /** Equal for askers whom it does not tell apart; empty when it tells nobody apart. */
  signatureFor({ context }: Identity): string {
    return this.tellingApart.map((statement) => signatureOf(statement, context)).join(' ')
  }

  private read(statements: readonly Statement[], asker: Identity): Sayings {
    const found = new Map<Segment, Saying>()
    for (const statement of statements) {
      const actions = this.actions.of(statement)
      for (const segment of this.places(statement)) {
        const where = segment.regionOf(statement, asker)
        if (where.may.length === 0) continue
        found.set(segment, joined(found.get(segment) ?? SILENCE, sayingOf(statement, { actions, where })))
      }
    }
    return found
  }
}

/** What some policies say to an asker. */
export const sayingsOf = (policies: readonly Spoken[], asker: Identity): Sayings =>
  together(policies.map((policy) => policy.to(asker)))

function together(list: readonly Sayings[]): Sayings {
  const [first, ...others] = list.filter(({ size }) => size > 0)
  if (first === undefined) return NOTHING_SAID
  if (others.length === 0) return first
  const found = new Map(first)
  for (const sayings of others)
    for (const [segment, saying] of sayings) found.set(segment, joined(found.get(segment) ?? SILENCE, saying))
  return found
}

const NOTHING_SAID: Sayings = new Map()

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
export function createVoices(actions: ActionList, places: Places): (asker: Identity) => Voice {
  const spoken = new Map<Policy, Spoken>()
  const spokenOf = (policy: Policy): Spoken => {
    const found = spoken.get(policy) ?? new Spoken(policy, actions, places)
    spoken.set(policy, found)
    return found
  }
  // An account's service control policies are one list, whoever of it asks.
  const controls = new Map<OwnPolicies['serviceControl'], Controls>()
  const controlsOver = ({ serviceControl }: OwnPolicies, levels: PolicyLevels): Controls => {
    const found = controls.get(serviceControl) ?? controlsOf(levels, spokenOf)
    controls.set(serviceControl, found)
    return found
  }
  return (asker) => {
    const { own, principal, account } = asker
    const passed = layersOf(principal, policiesOf(own, NOWHERE_TARGET))
    const over = passed.serviceControlPolicies
    const { levels, tellingApart } = over === null ? NO_CONTROLS : controlsOver(own, over)
    return {
      asker,
      identity: (passed.identityPolicies ?? []).map(spokenOf),
      boundaries: passed.permissionBoundaries?.map(spokenOf) ?? null,
      serviceControl: levels,
      underControl: [
        account,
        over === null,
        ...tellingApart.map((policy) => policy.signatureFor(asker)),
      ].join(),
    }
  }
}

/** The service control policies of an account, and those of them that tell its identities apart. */
interface Controls {
  readonly levels: Voice['serviceControl']
  readonly tellingApart: readonly Spoken[]
}

const NO_CONTROLS: Controls = { levels: [], tellingApart: [] }

type PolicyLevels = readonly (readonly Policy[])[]

function controlsOf(policies: PolicyLevels, spokenOf: (policy: Policy) => Spoken): Controls {
  const levels = policies.map((level) => level.map(spokenOf))
  return { levels, tellingApart: levels.flat().filter(({ tellsApart }) => tellsApart) }
}

const NOWHERE_TARGET: Target = {
  id: '*',
  account: '',
  policy: null,
  resourceControl: [],
  context: createContext([]),
}
