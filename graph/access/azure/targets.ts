import type { Condition, Evidence } from '../../attack.ts'
import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'
import { lockOn } from './decide.ts'
import type { AzureEstate, Lock } from './estate.ts'
import { type AzureTechnique, clusterOf } from './technique.ts'

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
  const below = belowIn(estate)
  const groups = new Map<string, OfTechnique>()
  const sets = new Map<string, string>()
  const drawn = new WeakMap<readonly string[], readonly string[]>()
  const nodes: NodeRecord[] = []
  const facts: RelationshipRecord[] = []
  return {
    nodes,
    facts,
    isBelow: (id, scope) => estate.chainOf(id).includes(scope),
    groupsBelow(technique, scope) {
      const candidates = below(technique.target, scope)
      if (candidates.length === 0) return NONE
      const key = `${technique.id} ${technique.target}`
      const own = groups.get(key) ?? { byScope: new Map(), judged: new Map() }
      groups.set(key, own)
      const found = own.byScope.get(scope) ?? group(estate, technique, candidates, own.judged)
      own.byScope.set(scope, found)
      return found
    },
    endsOf(scope, technique, ends) {
      if (ends.length <= MANY) return ends
      const before = drawn.get(ends)
      if (before !== undefined) return before
      const found = [setOf(scope, technique, ends)]
      drawn.set(ends, found)
      return found
    },
  }

  function setOf(scope: string, technique: { readonly id: string }, ends: readonly string[]): string {
    const members = [...new Set(ends)].sort()
    const key = members.join(' ')
    const known = sets.get(key)
    if (known !== undefined) return known
    const id = `${scope}#target-set/${technique.id}/${sets.size}`
    sets.set(key, id)
    const name = `${members.length} targets in ${String(estate.facts.node(scope)?.props.name ?? scope)}`
    nodes.push({ id, kind: 'TargetSet', props: { name, provider: 'azure', members: members.length } })
    for (const to of members) facts.push({ from: id, kind: 'INCLUDES', to, props: { evidence: [] } })
    return id
  }
}

/** What was found of one technique so far. */
interface OfTechnique {
  readonly byScope: Map<string, readonly TargetGroup[]>
  /** By resource: each is asked about once, however many scopes it lies below. */
  readonly judged: Map<string, Judged | null>
}

interface Judged extends Omit<TargetGroup, 'members'> {
  readonly member: TargetGroup['members'][number]
  /** What those that are alike have in common. */
  readonly key: string
}

const NONE: readonly never[] = []

type Below = (kind: string, scope: string) => readonly NodeRecord[]

const indexes = new WeakMap<AzureEstate, Below>()

/** Resources by kind and by every scope above them. */
function belowIn(estate: AzureEstate): Below {
  const index = indexes.get(estate) ?? indexBelow(estate)
  indexes.set(estate, index)
  return index
}

function indexBelow(estate: AzureEstate): Below {
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
  judged: OfTechnique['judged'],
): readonly TargetGroup[] {
  const found = new Map<string, TargetGroup & { readonly members: TargetGroup['members'][number][] }>()
  for (const node of candidates) {
    let one = judged.get(node.id)
    if (one === undefined) {
      one = judge(estate, technique, node)
      judged.set(node.id, one)
    }
    if (one === null) continue
    const { member, key, ...rest } = one
    const same = found.get(key) ?? { ...rest, members: [] }
    found.set(key, same)
    same.members.push(member)
  }
  return [...found.values()]
}

function endsAt({ facts }: AzureEstate, { gives }: AzureTechnique, { id }: NodeRecord): readonly string[] {
  if (gives === 'target') return [id]
  if (gives === 'identities') return facts.from(id, 'HAS_IDENTITY').map(({ to }) => to)
  return clusterOf(facts, id).map((cluster) => cluster.id)
}

/** null: it does not work on this one, and nobody protected it, or it leads nowhere. */
function judge(estate: AzureEstate, technique: AzureTechnique, node: NodeRecord): Judged | null {
  const ends = endsAt(estate, technique, node)
  if (ends.length === 0) return null
  const decided = technique.prerequisites.map((one) => ({ one, state: one.decide(node, estate.facts) }))
  const unmet = decided.filter(({ state }) => state === 'unmet')
  if (unmet.some(({ one }) => one.control !== true)) return null
  const [stop] = unmet
  const actions = technique.needs[0] ?? []
  const conditions = decided.flatMap(({ one, state }): Condition[] =>
    state === 'unknown' ? [{ key: one.id, state, detail: one.says }] : [],
  )
  const lock = actions.map((action) => lockOn(estate, action, node.id)).find((one) => one !== null) ?? null
  return {
    conditions,
    lock,
    stoppedBy:
      stop === undefined ? null : { type: stop.one.id, id: node.id, detail: `not so: ${stop.one.says}` },
    member: { resource: node.id, ends },
    key: JSON.stringify([conditions, lock?.id, stop?.one.id]),
  }
}
