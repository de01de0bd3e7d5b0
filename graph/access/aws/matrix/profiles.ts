import { put } from '../../../group-by.ts'
import type { Target } from '../ask.ts'
import { needsResourcePolicy } from '../evaluate.ts'
import type { Statement } from '../policy.ts'
import { type ActionList, type Bits, blocksOf, includes, numbersIn } from './action-set.ts'
import type { Segment } from './segment.ts'

/** A resource whose own policy has a say. */
export interface Governed {
  readonly position: number
  readonly target: Target
  /** Actions that its policy is about. */
  readonly actions: readonly number[]
}

/** Resources whose policies are about the same actions, statement by statement. */
export interface Profile {
  /** Actions of which each policy says the same, as its statements tell them apart. */
  readonly blocks: readonly Bits[]
  readonly about: Bits
  /** The same by number. */
  readonly actions: readonly number[]
  readonly needs: 'every-action' | 'trust' | 'none'
  readonly governed: Governed[]
  /** Those whose policies speak of everyone, and the others by the accounts of which they speak. */
  readonly everyone: Governed[]
  readonly byAccount: Map<string, Governed[]>
}

/** What the policies of one profile say of the actions of one block. */
export interface Speaker {
  readonly number: number
  readonly profile: Profile
  readonly block: Bits
  readonly needed: boolean
}

const TRUST = 'sts:assumerole'

/** The resources whose policies have a say in a segment. */
export function profilesOf({ targets }: Segment, actions: ActionList): readonly Profile[] {
  const numbers = new Map<Bits, number>()
  const numberOf = (set: Bits): number => {
    const number = numbers.get(set) ?? numbers.size
    numbers.set(set, number)
    return number
  }
  const found = new Map<string, Profile>()
  for (let position = 0; position < targets.length; position += 1) {
    const target = targets[position]
    if (target === undefined) continue
    const needs = needsOf(target.id)
    if (target.policy === null && needs === 'none') continue
    const statements = target.policy?.policy.statements ?? []
    const sets = new Set(statements.map((statement) => actions.of(statement)))
    const key = [needs, ...[...sets].map(numberOf)].join(' ')
    const profile = found.get(key) ?? profileOf(needs, [...sets], actions)
    found.set(key, profile)
    const one = { position, target, actions: profile.actions }
    profile.governed.push(one)
    if (statements.some(speaksOfEveryone)) profile.everyone.push(one)
    else for (const account of accountsIn(statements)) put(profile.byAccount, account, one)
  }
  return [...found.values()]
}

function profileOf(needs: Profile['needs'], sets: readonly Bits[], actions: ActionList): Profile {
  const about = sets.reduce(actions.sets.union, actions.sets.of([]))
  const blocks = blocksOf(actions.all, sets, actions.sets)
  const actionsOf = [...numbersIn(about)]
  return { about, needs, blocks, actions: actionsOf, governed: [], everyone: [], byAccount: new Map() }
}

const speaksOfEveryone = ({ principals, notPrincipal }: Statement): boolean =>
  notPrincipal || principals?.everyone === true

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
export function choirsOf(
  profiles: readonly Profile[],
  actions: ActionList,
): ReadonlyMap<Bits, readonly Speaker[]> {
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
  return new Map([...choirs.values()].map((choir) => [actions.sets.of(choir.actions), choir.voices]))
}
