import type { AccessGroup } from './access-group.ts'
import { type Glob, matchGlob } from './glob.ts'
import { namedBy } from './reach.ts'

/** Finds the groups of an account whose policies name a resource, without asking each of them. */
export interface ReachIndex {
  /** Groups that may be allowed on this very ARN; errs towards yes. */
  at(resource: string): readonly AccessGroup[]
  /** Groups that may be allowed on something whose ARN begins like this. */
  inside(prefix: string): readonly AccessGroup[]
}

/** Patterns that begin with the same text, up to their first wildcard. */
interface Branch {
  readonly text: string
  readonly patterns: { readonly glob: Glob; readonly groups: number[] }[]
  /** The longest other beginning that this one begins with; -1 for none. */
  parent: number
}

/**
 * Beginnings of patterns, sorted, each linked to the longest one that it extends. Every beginning of a text lies on
 * the chain of links from the last entry that is not after the text, and all that extend it are one range.
 */
export function indexReach(groups: readonly AccessGroup[], action: string): ReachIndex {
  const { branches, everywhere } = branchesOf(groups, action)
  const texts = branches.map(({ text }) => text)
  const pick = (found: Set<number>) =>
    [...found].sort((left, right) => left - right).flatMap((at) => groups[at] ?? [])
  const climb = (from: string, visit: (branch: Branch) => void) => {
    let branch = branches[lowerBound(texts, from, true) - 1]
    while (branch !== undefined) {
      if (from.startsWith(branch.text)) visit(branch)
      branch = branches[branch.parent]
    }
  }
  return {
    at(resource) {
      const found = new Set(everywhere)
      climb(resource, ({ patterns }) => {
        for (const one of patterns) if (matchGlob(one.glob, resource)) addAll(found, one.groups)
      })
      return pick(found)
    },
    inside(prefix) {
      const found = new Set(everywhere)
      climb(prefix, ({ text, patterns }) => {
        for (const { glob, groups: own } of patterns)
          if (glob.pattern.length > text.length || text === prefix) addAll(found, own)
      })
      for (let at = lowerBound(texts, prefix, false); texts[at]?.startsWith(prefix) === true; at += 1)
        for (const one of branches[at]?.patterns ?? []) addAll(found, one.groups)
      return pick(found)
    },
  }
}

function branchesOf(groups: readonly AccessGroup[], action: string) {
  const everywhere = new Set<number>()
  const patterns = new Map<string, Map<string, { glob: Glob; groups: number[] }>>()
  for (const [at, { members, allows }] of groups.entries()) {
    const [first] = members
    if (first === undefined || !allows) continue
    for (const { policy } of first.own.identity) {
      const { allowed, allowsBroadly } = namedBy(policy, action)
      if (allowsBroadly) everywhere.add(at)
      for (const glob of allowed) addPattern(patterns, glob, at)
    }
  }
  const branches = [...patterns.keys()].sort(byCodeUnit).map(
    (text): Branch => ({
      text,
      patterns: [...(patterns.get(text)?.values() ?? [])],
      parent: -1,
    }),
  )
  linkParents(branches)
  return { branches, everywhere }
}

function addPattern(
  patterns: Map<string, Map<string, { glob: Glob; groups: number[] }>>,
  glob: Glob,
  group: number,
): void {
  const text = glob.head
  const branch = patterns.get(text) ?? new Map<string, { glob: Glob; groups: number[] }>()
  patterns.set(text, branch)
  const key = `${glob.pattern} ${[...(glob.literals ?? [])].join()}`
  const known = branch.get(key)
  if (known === undefined) branch.set(key, { glob, groups: [group] })
  else if (known.groups.at(-1) !== group) known.groups.push(group)
}

function linkParents(branches: readonly Branch[]): void {
  const open: number[] = []
  for (const [at, branch] of branches.entries()) {
    while (open.length > 0 && !branch.text.startsWith(branches[open.at(-1) ?? -1]?.text ?? '')) open.pop()
    branch.parent = open.at(-1) ?? -1
    open.push(at)
  }
}

/** Order of code units, which is the order that prefixes sort in. */
const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** The first position whose text is not before `text`; with `after`, the first that is after it. */
function lowerBound(texts: readonly string[], text: string, after: boolean): number {
  let low = 0
  let high = texts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const one = texts[middle] ?? ''
    if (one < text || (after && one === text)) low = middle + 1
    else high = middle
  }
  return low
}

function addAll(found: Set<number>, groups: readonly number[]): void {
  for (const group of groups) found.add(group)
}
