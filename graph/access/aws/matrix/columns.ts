import { NO, type Tri, YES } from '../../tri.ts'
import { decideFor, type Target } from '../ask.ts'
import { type Context, createContext, layerContexts } from '../context.ts'
import { tellsApart } from '../dependence.ts'
import type { Estate, Identity } from '../estate.ts'
import { needsResourcePolicy } from '../evaluate.ts'
import { DIRECT_CALL, principalContext } from '../known-context.ts'
import { deniesOfResource, type Grant, grantOf } from '../layers.ts'
import { namesOf } from '../names.ts'
import type { Statement } from '../policy.ts'
import { type Principal, parsePrincipal } from '../principal.ts'
import { type ActionList, type Bits, blocksOf, includes, numbersIn, unionOf } from './action-set.ts'
import { type Ranges, rangesOf } from './ranges.ts'
import type { Segment } from './segment.ts'

/** What a resource's policy says to someone. */
export interface Says extends Grant {
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
  exceptionsOf(identity: Identity): Iterable<Exception>
  exceptionAt(identity: Identity, action: number, position: number): Tri | null
}

/** A resource whose own policy has a say. */
interface Governed {
  readonly position: number
  readonly target: Target
  /** Actions that its policy is about. */
  readonly actions: readonly number[]
  /** Whether its policy speaks of everyone, or else of which accounts. */
  readonly everyone: boolean
  readonly accounts: ReadonlySet<string>
}

/** Resources whose policies are about the same actions, statement by statement. */
interface Profile {
  /** Actions of which each policy says the same, as its statements tell them apart. */
  readonly blocks: readonly Bits[]
  readonly about: Bits
  /** The same by number. */
  readonly actions: readonly number[]
  readonly needs: 'every-action' | 'trust' | 'none'
  readonly governed: Governed[]
}

/** What the policies of one profile say of the actions of one block. */
interface Speaker {
  readonly number: number
  readonly profile: Profile
  readonly block: Bits
  readonly needed: boolean
}

const TRUST = 'sts:assumerole'
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
    return named === undefined ? special.apart : new Set([...special.apart, ...named])
  }
  return {
    heardIn(account) {
      const known = heard.get(account)
      if (known !== undefined) return known
      const found = hearChoirs(choirs, strangerIn(estate, account), nameOf)
      heard.set(account, found)
      return found
    },
    *exceptionsOf(identity) {
      for (const one of concerning(identity))
        for (const action of one.actions)
          yield { position: one.position, action, value: ask(identity, one, action) }
    },
    exceptionAt(identity, action, position) {
      for (const one of concerning(identity))
        if (one.position === position && one.actions.includes(action)) return ask(identity, one, action)
      return null
    },
  }
}

function profilesOf({ targets }: Segment, actions: ActionList): readonly Profile[] {
  const numbers = new Map<Bits, number>()
  const numberOf = (set: Bits): number => {
    const number = numbers.get(set) ?? numbers.size
    numbers.set(set, number)
    return number
  }
  const found = new Map<string, Profile>()
  for (const [position, target] of targets.entries()) {
    const needs = needsOf(target.id)
    if (target.policy === null && needs === 'none') continue
    const statements = target.policy?.policy.statements ?? []
    const sets = new Set(statements.map((statement) => actions.of(statement)))
    const key = [needs, ...[...sets].map(numberOf)].join(' ')
    const profile = found.get(key) ?? profileOf(needs, [...sets], actions)
    found.set(key, profile)
    profile.governed.push({
      position,
      target,
      actions: profile.actions,
      everyone: statements.some(
        ({ principals, notPrincipal }) => notPrincipal || principals?.everyone === true,
      ),
      accounts: accountsIn(statements),
    })
  }
  return [...found.values()]
}

function profileOf(needs: Profile['needs'], sets: readonly Bits[], actions: ActionList): Profile {
  const about = sets.reduce(unionOf, actions.setOf([]))
  const blocks = blocksOf(actions.all, sets)
  return { about, needs, governed: [], blocks, actions: [...numbersIn(about)] }
}

function accountsIn(statements: readonly Statement[]): ReadonlySet<string> {
  const [only, ...others] = statements
  if (only !== undefined && others.length === 0) return only.principals?.accounts ?? NO_ACCOUNTS
  return new Set(statements.flatMap(({ principals }) => [...(principals?.accounts ?? [])]))
}

const NO_ACCOUNTS: ReadonlySet<string> = new Set()

function needsOf(resource: string): Profile['needs'] {
  if (needsResourcePolicy({ action: 'any:action', resource })) return 'every-action'
  return needsResourcePolicy({ action: TRUST, resource }) ? 'trust' : 'none'
}

const isNeeded = ({ needs }: Profile, action: string): boolean =>
  needs === 'every-action' ||
  (needs === 'trust' && needsResourcePolicy({ action, resource: 'arn:aws:iam::000000000000:role/any' }))

/** The voices that are heard together, by the actions of which they speak. */
function choirsOf(profiles: readonly Profile[], actions: ActionList): ReadonlyMap<Bits, readonly Speaker[]> {
  const voices = new Map<string, Speaker>()
  const choirs = new Map<string, { readonly voices: readonly Speaker[]; readonly actions: number[] }>()
  for (const [action, name] of actions.names.entries()) {
    const heard = profiles.flatMap((profile, at) => {
      const needed = isNeeded(profile, name)
      if (!needed && !includes(profile.about, action)) return []
      const index = profile.blocks.findIndex((block) => includes(block, action))
      const block = profile.blocks[index]
      if (block === undefined) return []
      const key = `${at} ${index} ${needed}`
      const voice = voices.get(key) ?? { number: voices.size, profile, block, needed }
      voices.set(key, voice)
      return [voice]
    })
    if (heard.length === 0) continue
    const key = heard.map(({ number }) => number).join()
    const choir = choirs.get(key) ?? { voices: heard, actions: [] }
    choirs.set(key, choir)
    choir.actions.push(action)
  }
  return new Map([...choirs.values()].map((choir) => [actions.setOf(choir.actions), choir.voices]))
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
  return [...choirs].flatMap(([actions, voices]) => {
    const columns = columnsOf(voices, stranger, nameOf)
    const grants = columns.some(({ says }) => says.direct !== NO || says.role !== NO)
    return columns.length === 0 ? [] : [{ actions, columns, grants }]
  })
}

function columnsOf(
  voices: readonly Speaker[],
  stranger: Stranger,
  nameOf: (action: number) => string,
): readonly Column[] {
  const found = new Map<string, { positions: number[]; says: Says; needed: boolean }>()
  for (const { profile, block, needed } of voices) {
    const [action = 0] = numbersIn(block)
    for (const one of profile.governed) {
      const says = speaksOf(one, stranger) ? hear(one.target, stranger, nameOf(action)) : SILENT
      const silent = says.allow === NO && says.deny === NO
      if (silent && !needed) continue
      const key = `${says.direct}${says.role}${says.allow}${says.deny}${needed}`
      const column = found.get(key) ?? { positions: [], says, needed }
      found.set(key, column)
      column.positions.push(one.position)
    }
  }
  return [...found.values()].map(({ positions, ...rest }) => ({
    ...rest,
    positions: rangesOf(positions.sort((left, right) => left - right)),
  }))
}

const SILENT: Says = { allow: NO, deny: NO, direct: NO, role: NO }

const speaksOf = ({ everyone, accounts }: Governed, { principal }: Stranger): boolean =>
  everyone || accounts.has(principal.account ?? '')

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
  return deny === YES ? FORBIDDING : { ...grantOf(policy, question), deny }
}

/** Whatever else such a policy says, nothing is allowed. */
const FORBIDDING: Says = { ...SILENT, deny: YES }
