import { matchGlob } from '../glob.ts'
import { lowerCased } from '../intern.ts'
import type { Statement } from '../policy.ts'

/** A set of actions of one list, as bits. */
export type Bits = Uint32Array

/** The few hundred actions that are asked about, by number. */
export interface ActionList {
  readonly names: readonly string[]
  /** All of them. */
  readonly all: Bits
  numberOf(action: string): number | undefined
  /** Any one of a set. */
  nameIn(set: Bits): string
  setOf(numbers: Iterable<number>): Bits
  /** Those that a statement is about; statements with the same list of actions have the very same set. */
  of(statement: Statement): Bits
}

export function listActions(actions: readonly string[]): ActionList {
  const names = [...new Set(actions.map(lowerCased))]
  const numbers = new Map(names.map((name, at) => [name, at]))
  const words = Math.ceil(names.length / 32)
  const all = bitsOf(names.keys(), words)
  const read = ({ actions: patterns, notAction }: Statement): Bits => {
    const bits = new Uint32Array(words)
    for (const pattern of patterns) {
      const exact = pattern.shape === 'exact' ? numbers.get(pattern.pattern) : undefined
      if (exact !== undefined) add(bits, exact)
      if (pattern.shape === 'exact') continue
      for (let at = 0; at < names.length; at += 1) if (matchGlob(pattern, names[at] ?? '')) add(bits, at)
    }
    return notAction ? (besides(all, bits) ?? new Uint32Array(words)) : bits
  }
  const known = { Action: new WeakMap<object, Bits>(), NotAction: new WeakMap<object, Bits>() }
  return {
    names,
    all,
    nameIn: (set) => names[lowest(set)] ?? '',
    setOf: (some) => bitsOf(some, words),
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

function bitsOf(numbers: Iterable<number>, words: number): Bits {
  const bits = new Uint32Array(words)
  for (const at of numbers) add(bits, at)
  return bits
}

export function unionOf(left: Bits, right: Bits): Bits {
  const bits = new Uint32Array(left)
  for (let at = 0; at < right.length; at += 1) bits[at] = (bits[at] ?? 0) | (right[at] ?? 0)
  return bits
}

const add = (bits: Bits, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
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

/** Splits the actions so that those of one block are in the same sets. */
export function blocksOf(all: Bits, sets: Iterable<Bits>): readonly Bits[] {
  let blocks: readonly Bits[] = [all]
  for (const set of new Set(sets)) blocks = blocks.flatMap((block) => splitBy(block, set))
  return blocks
}

function splitBy(block: Bits, set: Bits): readonly Bits[] {
  const inside = common(block, set)
  if (inside === null) return [block]
  const outside = besides(block, set)
  return outside === null ? [block] : [inside, outside]
}

/** What is in both; null when nothing is. */
export function common(left: Bits, right: Bits): Bits | null {
  let any = 0
  for (let at = 0; at < left.length; at += 1) any |= (left[at] ?? 0) & (right[at] ?? 0)
  if (any === 0) return null
  const found = new Uint32Array(left.length)
  for (let at = 0; at < left.length; at += 1) found[at] = (left[at] ?? 0) & (right[at] ?? 0)
  return found
}

/** What is in the first alone; null when nothing is. */
export function besides(left: Bits, right: Bits): Bits | null {
  let any = 0
  for (let at = 0; at < left.length; at += 1) any |= (left[at] ?? 0) & ~(right[at] ?? 0)
  if (any === 0) return null
  const found = new Uint32Array(left.length)
  for (let at = 0; at < left.length; at += 1) found[at] = (left[at] ?? 0) & ~(right[at] ?? 0)
  return found
}
