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
}

const NONE: readonly never[] = []

export function createPool(id: string, candidates: readonly Candidate[]): Pool {
  const positions = new Map<string, ReadonlyMap<string, readonly number[]>>()
  const ids = new Map<string, readonly string[]>()
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
  return {
    id,
    candidates,
    positionsOf: (name, node) => positionsFor(name).get(node) ?? NONE,
    idsOf(name) {
      const known = ids.get(name)
      if (known !== undefined) return known
      const sorted = [...positionsFor(name).keys()].sort()
      ids.set(name, sorted)
      return sorted
    },
  }
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
