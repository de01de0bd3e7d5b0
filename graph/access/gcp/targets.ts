import { createHash } from 'node:crypto'
import type { Condition, Evidence } from '../../attack.ts'
import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'
import type { GcpEstate } from './estate-of.ts'
import { SCOPE_KINDS } from './hierarchy.ts'
import type { ReachOf } from './reach.ts'
import type { GcpTechnique, Judgement, Prerequisite } from './technique.ts'

/** Targets of a technique that are alike: the same is known, unknown or in the way of each. */
export interface TargetGroup {
  /** Ids to draw an edge to: the few themselves, or what stands for all of them. */
  readonly ends: readonly string[]
  /** One of them by its own id, and how many there are. */
  readonly example: string
  readonly count: number
  readonly conditions: readonly Condition[]
  /** The protection that alone is in the way; null when nothing is. */
  readonly stoppedBy: Evidence | null
}

export interface Targets {
  /** All targets of the technique below a node. */
  groupsBelow(technique: GcpTechnique, node: string): readonly TargetGroup[]
  /** The given targets only. */
  groupsOf(technique: GcpTechnique, targets: readonly NodeRecord[], node: string): readonly TargetGroup[]
  /** Those that lie directly in a scope, not in one below it. */
  ownGroups(technique: GcpTechnique, scope: string): readonly TargetGroup[]
  /** Equal for techniques that ask the same of the same targets: they have the same sets. */
  keyOf(technique: GcpTechnique): string
  allBelow(node: string, kind: string): readonly NodeRecord[]
  /** What a set stands for, through other sets; of anything else, itself. */
  membersOf(end: string): readonly string[]
  readonly nodes: readonly NodeRecord[]
  readonly facts: readonly RelationshipRecord[]
}

/** More targets than this go through a node that stands for all of them. */
const MANY = 12

export function createTargets(estate: GcpEstate, reachOf: ReachOf): Targets {
  const { facts, hierarchy } = estate
  const nodes = new Map<string, NodeRecord>()
  const includes: RelationshipRecord[] = []
  const found = new Map<string, Map<string, readonly Grouped[]>>()
  const below = new Map<string, Map<string, readonly NodeRecord[]>>()
  const members = new Map<string, readonly string[]>()
  const world = { estate, reachOf }
  const keys = new Map<GcpTechnique, string>()
  const keyOf = (technique: GcpTechnique): string => {
    const key = keys.get(technique) ?? formOf(technique)
    keys.set(technique, key)
    return key
  }
  const isScope = (id: string): boolean => SCOPE_KINDS.includes(facts.node(id)?.kind ?? '')

  const direct = (id: string, kind: string): readonly NodeRecord[] => {
    const own = facts.node(id)
    if (own?.kind === kind && SCOPE_KINDS.includes(kind)) return [own]
    if (own?.kind === 'GcpProject') return hierarchy.resourcesIn(id, kind)
    const contained = isScope(id) ? NONE : facts.from(id, 'CONTAINS')
    if (contained.length === 0) return own?.kind === kind ? [own] : NONE
    const inside = contained.flatMap(({ to }) => facts.node(to) ?? [])
    return [...(own === undefined ? [] : [own]), ...inside].filter((node) => node.kind === kind)
  }
  const allBelow = (id: string, kind: string): readonly NodeRecord[] => {
    const ofKind = below.get(kind) ?? new Map<string, readonly NodeRecord[]>()
    below.set(kind, ofKind)
    const known = ofKind.get(id)
    if (known !== undefined) return known
    const scopes = isScope(id) ? hierarchy.scopesIn(id) : []
    const all = [...direct(id, kind), ...scopes.flatMap((scope) => allBelow(scope, kind))]
    ofKind.set(id, all)
    return all
  }
  const membersOf = (end: string): readonly string[] => members.get(end)?.flatMap(membersOf) ?? [end]
  const setOf = (id: string, at: string, technique: GcpTechnique, group: Grouped): TargetGroup => {
    const { ends } = group
    if (!nodes.has(id)) {
      const scope = facts.node(at)
      nodes.set(id, {
        id,
        kind: 'TargetSet',
        props: {
          name: `${group.key === '' ? 'every' : group.count} ${technique.target.replace(/^Gcp/, '')} in ${String(scope?.props.name ?? at)}`,
          provider: 'gcp',
          members: group.count,
          ...(typeof scope?.props.account === 'string' && { account: scope.props.account }),
        },
      })
      members.set(id, ends)
      for (const to of ends) includes.push({ from: id, kind: 'INCLUDES', to, props: { evidence: [] } })
    }
    return { ...group, ends: [id] }
  }
  /** What is alike is together in one set a scope, which sets of the scopes above include. */
  const collect = (
    technique: GcpTechnique,
    at: string,
    lists: readonly (readonly Grouped[])[],
  ): readonly Grouped[] => {
    const all = lists.flat()
    const [only] = all
    // Of single resources there is nothing to bring together.
    if (only === undefined || (all.length === 1 && only.ends.length === 1)) return all
    const together = new Map<string, Gathering>()
    for (const group of all) {
      const same = together.get(group.key)
      if (same === undefined) together.set(group.key, { ...group, ends: [...group.ends] })
      else {
        for (const end of group.ends) same.ends.push(end)
        same.count += group.count
      }
    }
    return [...together.values()].map((group) => {
      const all = distinct(group)
      if (all.ends.length <= MANY) return all
      const suffix = group.key === '' ? technique.target : `${technique.target}/${digest(group.key)}`
      return { ...all, ...setOf(`${at}#target-set/${suffix}`, at, technique, all) }
    })
  }
  const groupsBelow = (technique: GcpTechnique, node: string): readonly Grouped[] => {
    const key = keyOf(technique)
    const ofKey = found.get(key) ?? new Map<string, readonly Grouped[]>()
    found.set(key, ofKey)
    const known = ofKey.get(node)
    if (known !== undefined) return known
    const scopes = isScope(node) ? hierarchy.scopesIn(node) : []
    const own = judged(world, technique, direct(node, technique.target), key)
    const groups = collect(technique, node, [own, ...scopes.map((scope) => groupsBelow(technique, scope))])
    ofKey.set(node, groups)
    return groups
  }
  const someOf: Targets['groupsOf'] = (technique, some, at) =>
    judged(world, technique, some, keyOf(technique)).map((group) => {
      if (group.ends.length <= MANY) return group
      const id = `${at}#target-set/${technique.target}/${digest(group.ends.join(' '))}`
      return setOf(id, at, technique, group)
    })
  return {
    groupsBelow,
    allBelow,
    keyOf,
    ownGroups: (technique, scope) => someOf(technique, direct(scope, technique.target), scope),
    groupsOf: someOf,
    membersOf,
    get nodes() {
      return [...nodes.values()]
    },
    facts: includes,
  }
}

interface Grouped extends TargetGroup {
  /** Empty when every target counts and nothing is left open. */
  readonly key: string
}

/** A group that still grows. */
interface Gathering extends Omit<Grouped, 'ends' | 'count'> {
  readonly ends: string[]
  count: number
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)
const distinct = (group: Gathering): Grouped => ({ ...group, ends: [...new Set(group.ends)] })

const formOf = ({ target, gives, prerequisites }: GcpTechnique): string =>
  `${target} ${JSON.stringify(gives)} ${prerequisites.map(({ id, says }) => `${id} ${says}`).join(' ')}`

interface World {
  readonly estate: GcpEstate
  readonly reachOf: ReachOf
}

function judged(
  world: World,
  technique: GcpTechnique,
  candidates: readonly NodeRecord[],
  form: string,
): readonly Grouped[] {
  const base = technique.prerequisites.length === 0 && technique.gives === 'target' ? '' : form
  const sure = new Map<string, Gathering>()
  const conditional = new Map<string, Gathering>()
  for (const node of candidates) {
    const verdict = judge(world.estate, technique, node)
    if (verdict === null) continue
    const { ends, open } = endsAt(world, technique, node)
    gather(sure, base, verdict, ends, NONE)
    gather(conditional, base, verdict, open, [OPEN])
  }
  return [...sure.values(), ...conditional.values()]
}

/** Adds the ends to those of which the same is said. */
function gather(
  groups: Map<string, Gathering>,
  base: string,
  { outcome, conditions, stoppedBy }: Verdict,
  ends: readonly string[],
  open: readonly Condition[],
): void {
  const [example] = ends
  if (example === undefined) return
  const same = groups.get(outcome)
  if (same === undefined) {
    groups.set(outcome, {
      conditions: open.length === 0 ? conditions : [...conditions, ...open],
      stoppedBy,
      key: base === '' ? '' : `${base} ${outcome} ${open.length}`,
      ends: [...ends],
      example,
      count: ends.length,
    })
    return
  }
  for (const end of ends) same.ends.push(end)
  same.count += ends.length
}

/** What one gets to: surely, and where something is left open. */
interface Ends {
  readonly ends: readonly string[]
  readonly open: readonly string[]
}

const NONE: readonly never[] = []

const OPEN: Condition = {
  key: 'account-reach',
  state: 'unknown',
  detail: 'what the account gets to itself is under conditions',
}

function endsAt({ estate, reachOf }: World, { gives }: GcpTechnique, { id }: NodeRecord): Ends {
  if (gives === 'target') return { ends: [id], open: NONE }
  if ('relation' in gives)
    return { ends: estate.facts.from(id, gives.relation).map(({ to }) => to), open: NONE }
  const { sure, open } = reachOf(id, gives.reachBy)
  return { ends: sure, open }
}

interface Verdict extends Pick<TargetGroup, 'conditions' | 'stoppedBy'> {
  readonly outcome: string
}

const ALL_MET: Verdict = { outcome: '[[],null,null]', conditions: [], stoppedBy: null }

/** null: it does not work on this one, and nobody protected it. */
function judge(estate: GcpEstate, { prerequisites }: GcpTechnique, node: NodeRecord): Verdict | null {
  const decided: (Judgement & { readonly one: Prerequisite })[] = []
  for (const one of prerequisites) {
    const judgement = one.decide(node, estate)
    if (judgement.state !== 'met') decided.push({ one, ...judgement })
  }
  if (decided.length === 0) return ALL_MET
  const unmet = decided.filter(({ state }) => state === 'unmet')
  if (unmet.some(({ one }) => one.control !== true)) return null
  const [stop] = unmet
  const conditions = decided.flatMap(({ one, state }): Condition[] =>
    state === 'unknown' ? [{ key: one.toldAs ?? one.id, state, detail: one.says }] : [],
  )
  return {
    outcome: JSON.stringify([conditions, stop?.one.id, stop?.by]),
    conditions,
    stoppedBy:
      stop === undefined
        ? null
        : {
            type: stop.one.toldAs ?? stop.one.id,
            id: stop.by ?? node.id,
            detail: stop.detail ?? `not so: ${stop.one.says}`,
          },
  }
}
