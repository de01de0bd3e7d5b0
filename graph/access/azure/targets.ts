import type { Condition, Evidence } from '../../attack.ts'
import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'
import { lockOn } from './decide.ts'
import type { AzureEstate, Lock } from './estate.ts'
import type { AzureTechnique } from './technique.ts'

/** Targets of a technique below a scope that are alike: the same conditions, the same lock. */
export interface TargetGroup {
  /** Resources that the actions are about, with what each leads to. */
  readonly members: readonly { readonly resource: string; readonly ends: readonly string[] }[]
  readonly conditions: readonly Condition[]
  readonly lock: Lock | null
  /** The protection that alone is in the way; null when nothing is. */
  readonly stoppedBy: Evidence | null
}

/** More ends than this go through one node that stands for all of them. */
const MANY = 12

export interface Targets {
  groupsBelow(technique: AzureTechnique, scope: string): readonly TargetGroup[]
  /** Ids to draw an edge to for all of them: the few themselves, or their set. */
  endsOf(scope: string, technique: { readonly id: string }, ends: readonly string[]): readonly string[]
  isBelow(id: string, scope: string): boolean
  readonly nodes: readonly NodeRecord[]
  readonly facts: readonly RelationshipRecord[]
}

export function createTargets(estate: AzureEstate): Targets {
  const below = indexBelow(estate)
  const groups = new Map<string, readonly TargetGroup[]>()
  const sets = new Map<string, string>()
  const nodes: NodeRecord[] = []
  const facts: RelationshipRecord[] = []
  return {
    nodes,
    facts,
    isBelow: (id, scope) => estate.chainOf(id).includes(scope),
    groupsBelow(technique, scope) {
      const key = `${technique.id} ${technique.target} ${scope}`
      const known = groups.get(key)
      if (known !== undefined) return known
      const found = group(estate, technique, below(technique.target, scope))
      groups.set(key, found)
      return found
    },
    endsOf(scope, technique, ends) {
      if (ends.length <= MANY) return ends
      const members = [...new Set(ends)].sort()
      const key = members.join(' ')
      const known = sets.get(key)
      if (known !== undefined) return [known]
      const id = `${scope}#target-set/${technique.id}/${sets.size}`
      sets.set(key, id)
      const name = `${members.length} targets in ${String(estate.facts.node(scope)?.props.name ?? scope)}`
      nodes.push({ id, kind: 'TargetSet', props: { name, provider: 'azure', members: members.length } })
      for (const to of members) facts.push({ from: id, kind: 'INCLUDES', to, props: { evidence: [] } })
      return [id]
    },
  }
}

/** Resources by kind and by every scope above them. */
function indexBelow(estate: AzureEstate): (kind: string, scope: string) => readonly NodeRecord[] {
  const kinds = new Map<string, Map<string, NodeRecord[]>>()
  const indexOf = (kind: string) => {
    const known = kinds.get(kind)
    if (known !== undefined) return known
    const found = new Map<string, NodeRecord[]>()
    kinds.set(kind, found)
    for (const node of estate.facts.ofKind(kind)) {
      if (node.props.stub === true) continue
      for (const scope of estate.chainOf(node.id)) {
        const list = found.get(scope)
        if (list === undefined) found.set(scope, [node])
        else list.push(node)
      }
    }
    return found
  }
  return (kind, scope) => indexOf(kind).get(scope) ?? []
}

function group(
  estate: AzureEstate,
  technique: AzureTechnique,
  candidates: readonly NodeRecord[],
): readonly TargetGroup[] {
  const found = new Map<string, { -readonly [Key in keyof TargetGroup]: TargetGroup[Key] }>()
  for (const node of candidates) {
    const judged = judge(estate, technique, node)
    const ends = judged === null ? [] : endsAt(estate, technique, node)
    if (judged === null || ends.length === 0) continue
    const key = JSON.stringify([judged.conditions, judged.lock?.id, judged.stoppedBy?.type])
    const same = found.get(key) ?? { ...judged, members: [] }
    found.set(key, { ...same, members: [...same.members, { resource: node.id, ends }] })
  }
  return [...found.values()]
}

function endsAt({ facts }: AzureEstate, { gives }: AzureTechnique, { id }: NodeRecord): readonly string[] {
  return gives === 'target' ? [id] : facts.from(id, 'HAS_IDENTITY').map(({ to }) => to)
}

/** null: it does not work on this one, and nobody protected it. */
function judge(
  estate: AzureEstate,
  technique: AzureTechnique,
  node: NodeRecord,
): Omit<TargetGroup, 'members'> | null {
  const decided = technique.prerequisites.map((one) => ({ one, state: one.decide(node, estate.facts) }))
  const unmet = decided.filter(({ state }) => state === 'unmet')
  if (unmet.some(({ one }) => one.control !== true)) return null
  const [stop] = unmet
  const actions = technique.needs[0] ?? []
  return {
    conditions: decided.flatMap(({ one, state }): Condition[] =>
      state === 'unknown' ? [{ key: one.id, state, detail: one.says }] : [],
    ),
    lock: actions.map((action) => lockOn(estate, action, node.id)).find((lock) => lock !== null) ?? null,
    stoppedBy:
      stop === undefined ? null : { type: stop.one.id, id: node.id, detail: `not so: ${stop.one.says}` },
  }
}
