import { type Glob, matchGlob } from '../glob.ts'
import { lowerCased } from '../intern.ts'
import type { Statement } from '../policy.ts'

/** A set of actions of one list, as bits; equal sets of a list are one object. */
export type Bits = Readonly<Uint32Array>

/** Sets of actions are cut out of each other over and over, and few of what comes out differ. */
interface ActionSets {
  of(numbers: Iterable<number>): Bits
  /** What is in both; null when nothing is. */
  common(left: Bits, right: Bits): Bits | null
  /** What is in the first alone; null when nothing is. */
  besides(left: Bits, right: Bits): Bits | null
  union(left: Bits, right: Bits): Bits
}

/** The few hundred actions that are asked about, by number. */
export interface ActionList {
  readonly names: readonly string[]
  /** All of them. */
  readonly all: Bits
  readonly sets: ActionSets
  numberOf(action: string): number | undefined
  /** Any one of a set. */
  nameIn(set: Bits): string
  /** Those that a statement is about. */
  of(statement: Statement): Bits
}

export function listActions(actions: readonly string[]): ActionList {
  const names = [...new Set(actions.map(lowerCased))]
  const numbers = new Map(names.map((name, at) => [name, at]))
  const sets = createSets(Math.ceil(names.length / 32))
  const all = sets.of(names.keys())
  const read = ({ actions: patterns, notAction }: Statement): Bits => {
    const matching = sets.of(patterns.flatMap(matchesOf))
    return notAction ? (sets.besides(all, matching) ?? sets.of([])) : matching
  }
  const matches = new Map<string, readonly number[]>()
  const matchesOf = (pattern: Glob): readonly number[] => {
    const before = matches.get(pattern.pattern)
    if (before !== undefined) return before
    const exact = numbers.get(pattern.pattern)
    const found =
      pattern.shape === 'exact'
        ? [exact].filter((at) => at !== undefined)
        : [...names.keys()].filter((at) => matchGlob(pattern, names[at] ?? ''))
    matches.set(pattern.pattern, found)
    return found
  }
  const known = { Action: new WeakMap<object, Bits>(), NotAction: new WeakMap<object, Bits>() }
  return {
    names,
    all,
    sets,
    nameIn: (set) => names[lowest(set)] ?? '',
    numberOf: (action) => numbers.get(lowerCased(action)),
    of(statement) {
      const byList = known[statement.notAction ? 'NotAction' : 'Action']
      const before = byList.get(statement.actions)
      if (before !== undefined) return before
      const bits = read(statement)
      byList.set(statement.actions, bits)
      return bits
    },
  }
}

function createSets(words: number): ActionSets {
  const known = new Map<number, Bits[]>()
  const made = new Uint32Array(words)
  /** What was just made, as the one object that stands for it. */
  const canonical = (): Bits => {
    const hash = hashOf(made)
    const alike = known.get(hash)
    if (alike !== undefined) for (const set of alike) if (isEqual(set, made)) return set
    const set = made.slice()
    if (alike === undefined) known.set(hash, [set])
    else alike.push(set)
    return set
  }
  return {
    of(numbers) {
      made.fill(0)
      for (const at of numbers) made[at >>> 5] = (made[at >>> 5] ?? 0) | (1 << (at & 31))
      return canonical()
    },
    common(left, right) {
      if (left === right) return left
      let any = 0
      for (let at = 0; at < words; at += 1) any |= made[at] = (left[at] ?? 0) & (right[at] ?? 0)
      return any === 0 ? null : canonical()
    },
    besides(left, right) {
      let any = 0
      for (let at = 0; at < words; at += 1) any |= made[at] = (left[at] ?? 0) & ~(right[at] ?? 0)
      return any === 0 ? null : canonical()
    },
    union(left, right) {
      if (left === right) return left
      for (let at = 0; at < words; at += 1) made[at] = (left[at] ?? 0) | (right[at] ?? 0)
      return canonical()
    },
  }
}

function hashOf(set: Bits): number {
  let hash = 0
  for (let at = 0; at < set.length; at += 1)
    hash = Math.imul(hash ^ (set[at] ?? 0), 0x9e3779b1) ^ (hash >>> 15)
  return hash
}

function isEqual(left: Bits, right: Bits): boolean {
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false
  return true
}

export const includes = (bits: Bits, at: number): boolean => ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0

export function countOf(bits: Bits): number {
  let count = 0
  for (let word of bits) {
    for (; word !== 0; word &= word - 1) count += 1
  }
  return count
}

/** The lowest number in a set that is not empty. */
export const lowest = (bits: Bits): number => {
  let word = 0
  while (word < bits.length && bits[word] === 0) word += 1
  return 32 * word + 31 - Math.clz32((bits[word] ?? 0) & -(bits[word] ?? 0))
}

export function* numbersIn(bits: Bits): Generator<number> {
  for (let at = 0; at < bits.length * 32; at += 1) if (includes(bits, at)) yield at
}

/** Splits some actions so that those of one block are in the same of the sets. */
export function blocksOf(some: Bits, apart: Iterable<Bits>, sets: ActionSets): readonly Bits[] {
  const blocks = [some]
  for (const set of apart) {
    // What is split off is outside of the set, so that it need not be looked at again for it.
    for (let at = blocks.length - 1; at >= 0; at -= 1) {
      const block = blocks[at] ?? some
      const inside = sets.common(block, set)
      const outside = inside === null || inside === block ? null : sets.besides(block, set)
      if (inside === null || outside === null) continue
      blocks[at] = inside
      blocks.push(outside)
    }
  }
  return blocks
}
