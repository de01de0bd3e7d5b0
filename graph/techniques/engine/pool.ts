import { type Glob, matchGlob } from '../../access/aws/glob.ts'
import type { Condition, Evidence } from '../../attack.ts'
import type { Candidate, PrivilegeTechnique } from '../privilege.ts'
import type { Scene } from './scene.ts'

/** Candidates of one technique in one account that meet every prerequisite, or may. */
export interface Pool {
  readonly id: string
  readonly candidates: readonly Candidate[]
  /** Positions of the candidates whose node of this name has this id. */
  positionsOf(name: string, id: string): readonly number[]
  /** Ids of all nodes of this name, sorted. */
  idsOf(name: string): readonly string[]
  /** Those that a pattern matches; all of them, the very same list, when it matches every one. */
  matching(name: string, glob: Glob): readonly string[]
  /** How a group's candidates are drawn; worked out once for groups with the same members. */
  readonly prepared: Map<string, Prepared>
}

/** A group's candidates, by end the best, apart by what stays unknown. */
export interface Prepared {
  readonly sets: readonly PreparedSet[]
  readonly limited: readonly Candidate[]
}

export interface PreparedSet {
  readonly first: Candidate
  readonly members: readonly Candidate[]
  /** Id of the node that stands for a large set, once it was needed. */
  hub: string | null
}

const NONE: readonly never[] = []

export function createPool(id: string, candidates: readonly Candidate[]): Pool {
  const positions = new Map<string, ReadonlyMap<string, readonly number[]>>()
  const ids = new Map<string, readonly string[]>()
  const matched = new Map<string, readonly string[]>()
  const positionsFor = (name: string) => {
    const known = positions.get(name)
    if (known !== undefined) return known
    const found = new Map<string, number[]>()
    for (const [at, candidate] of candidates.entries()) {
      const node = candidate.nodes[name]
      if (node === undefined) continue
      const list = found.get(node.id)
      if (list === undefined) found.set(node.id, [at])
      else list.push(at)
    }
    positions.set(name, found)
    return found
  }
  const idsOf = (name: string): readonly string[] => {
    const known = ids.get(name)
    if (known !== undefined) return known
    const sorted = [...positionsFor(name).keys()].sort()
    ids.set(name, sorted)
    return sorted
  }
  return {
    id,
    candidates,
    prepared: new Map(),
    positionsOf: (name, node) => positionsFor(name).get(node) ?? NONE,
    idsOf,
    matching(name, glob) {
      if (glob.shape === 'exact') return positionsFor(name).has(glob.pattern) ? [glob.pattern] : NONE
      const key = `${name} ${glob.pattern}`
      const known = matched.get(key)
      if (known !== undefined) return known
      const all = idsOf(name)
      const some =
        glob.shape === 'prefix'
          ? withPrefix(all, glob.pattern.slice(0, -1))
          : all.filter((one) => matchGlob(glob, one))
      const found = some.length === all.length ? all : some
      matched.set(key, found)
      return found
    },
  }
}

/** The run of sorted ids that begin like this. */
function withPrefix(sorted: readonly string[], prefix: string): readonly string[] {
  const start = firstAt(sorted, (id) => id >= prefix)
  const end = firstAt(sorted, (id) => id >= prefix && !id.startsWith(prefix))
  return sorted.slice(start, end)
}

function firstAt(sorted: readonly string[], holds: (id: string) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle] ?? '')) high = middle
    else low = middle + 1
  }
  return low
}

/** Decides target and world; an unmet prerequisite drops the candidate. */
export function meetsPrerequisites(
  technique: PrivilegeTechnique,
  candidate: Candidate,
  scene: Scene,
): Candidate | null {
  const conditions: Condition[] = [...candidate.conditions]
  const evidence: Evidence[] = [...candidate.evidence]
  for (const need of [...technique.needs.target, ...technique.needs.world]) {
    const verdict = need.decide(candidate, scene)
    if (verdict.state === 'unmet') return null
    if (verdict.state === 'unknown')
      conditions.push({ key: need.id, state: 'unknown', detail: verdict.detail })
    evidence.push(...(verdict.evidence ?? []))
  }
  return { ...candidate, conditions, evidence }
}
