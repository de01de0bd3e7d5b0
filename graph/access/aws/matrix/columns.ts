import { NO, type Tri, YES } from '../../tri.ts'
import { decideFor, type Target } from '../ask.ts'
import { type Context, createContext, layerContexts } from '../context.ts'
import { tellsApart } from '../dependence.ts'
import type { Estate, Identity } from '../estate.ts'
import { DIRECT_CALL, principalContext } from '../known-context.ts'
import { deniesOfResource, type Grant, grantOf } from '../layers.ts'
import { namesOf } from '../names.ts'
import { type Principal, parsePrincipal } from '../principal.ts'
import { type ActionList, type Bits, lowest } from './action-set.ts'
import { choirsOf, type Governed, type Profile, profilesOf, type Speaker } from './profiles.ts'
import { type Ranges, rangesOf, subtract, union } from './ranges.ts'
import type { Segment } from './segment.ts'

/** What a resource's policy says to someone whom it does not name himself: no session, and so no role behind one. */
export interface Says extends Omit<Grant, 'role'> {
  readonly deny: Tri
}

/** What resource policies say alike to everyone in one account whom they do not name himself. */
export interface Column {
  /** Resources whose policies say just this. */
  readonly positions: Ranges
  readonly says: Says
  /** Without the policy's Allow nothing is allowed, even at home. */
  readonly needed: boolean
}

/** Does it grant something to those whose own policies grant nothing? */
export const grantsAlone = ({ says }: Column): boolean => says.direct !== NO

/** What the policies say of a set of actions; the sets do not overlap. */
export interface Heard {
  readonly actions: Bits
  readonly columns: readonly Column[]
  /** Something is granted to those whose own policies grant nothing. */
  readonly grants: boolean
}

/** A cell that holds for one identity alone. */
export interface Exception {
  readonly position: number
  readonly action: number
  readonly value: Tri
}

/** The resource policies of one segment. */
export interface Columns {
  /** What an account hears, by actions of which the same policies say the same; of the rest no policy speaks. */
  heardIn(account: string): readonly Heard[]
  /** Cells of an identity whom policies name, or tell apart from others of its account. */
  exceptionsOf(identity: Identity): readonly Exception[]
  exceptionAt(identity: Identity, action: number, position: number): Tri | null
}

const NO_EXCEPTIONS: readonly Exception[] = []

const VALUES = { denied: 0, conditional: 1, allowed: 2 } as const

export function createColumns(segment: Segment, estate: Estate, actions: ActionList): Columns {
  const profiles = profilesOf(segment, actions)
  const choirs = choirsOf(profiles, actions)
  const special = specialOf(profiles, actions)
  const heard = new Map<string, readonly Heard[]>()
  const nameOf = (action: number) => actions.names[action] ?? ''
  const ask = (identity: Identity, { target }: Governed, action: number): Tri =>
    VALUES[decideFor(identity, target, nameOf(action), target.id).decision]
  const concerning = ({ principal }: Identity): Iterable<Governed> => {
    const named = special.byName.get(principal.key)
    if (named === undefined || special.apart.length === 0) return named ?? special.apart
    return new Set([...special.apart, ...named])
  }
  return {
    heardIn(account) {
      const known = heard.get(account)
      if (known !== undefined) return known
      const found = hearChoirs(choirs, strangerIn(estate, account), nameOf)
      heard.set(account, found)
      return found
    },
    exceptionsOf(identity) {
      if (special.apart.length === 0 && !special.byName.has(identity.principal.key)) return NO_EXCEPTIONS
      const found: Exception[] = []
      for (const one of concerning(identity))
        for (const action of one.actions)
          found.push({ position: one.position, action, value: ask(identity, one, action) })
      return found
    },
    exceptionAt(identity, action, position) {
      for (const one of concerning(identity))
        if (one.position === position && one.actions.includes(action)) return ask(identity, one, action)
      return null
    },
  }
}

/** Resources that name identities themselves, and those whose policy tells identities apart. */
function specialOf(profiles: readonly Profile[], actions: ActionList) {
  const byName = new Map<string, Set<Governed>>()
  const apart: Governed[] = []
  for (const { governed, blocks } of profiles) {
    for (const one of governed) {
      const policy = one.target.policy?.policy ?? null
      if (policy === null) continue
      if (tellsApart(policy)) apart.push(one)
      else if (policy.statements.some(({ principals }) => (principals?.arns.size ?? 0) > 0)) {
        for (const key of blocks.flatMap((block) => [...namesOf(policy, actions.nameIn(block)).arns]))
          byName.set(key, (byName.get(key) ?? new Set()).add(one))
      }
    }
  }
  return { byName, apart }
}

/** Someone of whom no policy has heard, in an account whose organization is known. */
interface Stranger {
  readonly principal: Principal
  readonly context: Context
}

function strangerIn(estate: Estate, account: string): Stranger | null {
  const principal = parsePrincipal(`arn:aws:iam::${account}:user/chokepoint-stranger`)
  if (principal === null) return null
  const node = { id: principal.id, kind: 'Stranger', props: {} }
  const { values } = principalContext(node, estate.accounts.get(account)?.node)
  const known = { ...values, 'aws:principalaccount': [account], 'aws:principalisawsservice': ['false'] }
  return { principal, context: createContext([known, { 'kms:calleraccount': [account] }, DIRECT_CALL]) }
}

function hearChoirs(
  choirs: ReadonlyMap<Bits, readonly Speaker[]>,
  stranger: Stranger | null,
  nameOf: (action: number) => string,
): readonly Heard[] {
  if (stranger === null) return []
  const bySpeaker = new Map<Speaker, readonly Column[]>()
  const columnsBy = (speaker: Speaker): readonly Column[] => {
    const found = bySpeaker.get(speaker) ?? columnsOf(speaker, stranger, nameOf)
    bySpeaker.set(speaker, found)
    return found
  }
  return [...choirs].flatMap(([actions, speakers]) => {
    const columns = joined(speakers.flatMap(columnsBy))
    const grants = columns.some(grantsAlone)
    return columns.length === 0 ? [] : [{ actions, columns, grants }]
  })
}

function columnsOf(
  { profile, block, needed }: Speaker,
  stranger: Stranger,
  nameOf: (action: number) => string,
): readonly Column[] {
  const said = saidBy(profile, stranger, nameOf(lowest(block)))
  const columns = said.map(({ says, positions }) => ({ says, positions, needed }))
  if (!needed) return columns
  const governed = rangesOf(profile.governed.map(({ position }) => position))
  const unheard = columns.reduce((rest, { positions }) => subtract(rest, positions), governed)
  return unheard.length === 0 ? columns : [...columns, { says: SILENT, positions: unheard, needed }]
}

/** Columns that say the same are one. */
function joined(columns: readonly Column[]): readonly Column[] {
  const found = new Map<number, Column>()
  for (const column of columns) {
    const key = 2 * numberOf(column.says) + (column.needed ? 1 : 0)
    const before = found.get(key)
    const positions = before === undefined ? column.positions : union(before.positions, column.positions)
    found.set(key, { ...column, positions })
  }
  return [...found.values()]
}

const numberOf = ({ direct, allow, deny }: Says): number => direct + 3 * (allow + 3 * deny)

/** What the policies that speak of a stranger say of an action, and where; those that say nothing are left out. */
function saidBy(
  { everyone, byAccount }: Profile,
  stranger: Stranger,
  action: string,
): readonly Pick<Column, 'says' | 'positions'>[] {
  const found = new Map<number, { readonly says: Says; readonly at: number[] }>()
  for (const list of [everyone, byAccount.get(stranger.principal.account ?? '') ?? []]) {
    for (const { target, position } of list) {
      const says = hear(target, stranger, action)
      if (says.allow === NO && says.deny === NO) continue
      const before = found.get(numberOf(says))
      if (before === undefined) found.set(numberOf(says), { says, at: [position] })
      else before.at.push(position)
    }
  }
  return [...found.values()].map(({ says, at }) => ({
    says,
    positions: rangesOf(at.sort((left, right) => left - right)),
  }))
}

const SILENT: Says = { allow: NO, deny: NO, direct: NO }

function hear(target: Target, { principal, context }: Stranger, action: string): Says {
  if (target.policy === null) return SILENT
  const { policy } = target.policy
  const question = {
    principal,
    action,
    resource: target.id,
    context: layerContexts([context, target.context]),
    bounded: false,
  }
  const deny = deniesOfResource(policy, question)
  if (deny === YES) return FORBIDDING
  const { allow, direct } = grantOf(policy, question)
  return { allow, direct, deny }
}

/** Whatever else such a policy says, nothing is allowed. */
const FORBIDDING: Says = { ...SILENT, deny: YES }
