import type { Condition, Evidence } from '../../attack.ts'
import { put } from '../../group-by.ts'
import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'
import { belowIn } from './below.ts'
import { lockOn } from './decide.ts'
import type { AzureEstate, Lock } from './estate.ts'
import type { Action } from './role.ts'
import { type AzureTechnique, clusterOf, type Prerequisite } from './technique.ts'

interface Member {
  readonly resource: string
  readonly ends: readonly string[]
}

/** Targets of a technique below a scope that are alike: the same conditions, the same lock. */
export interface TargetGroup {
  /** Resources that the actions are about, with what each leads to. */
  readonly members: readonly Member[]
  /** What all of them lead to. */
  readonly ends: readonly string[]
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
  readonly nodes: readonly NodeRecord[]
  readonly facts: readonly RelationshipRecord[]
}

export function createTargets(estate: AzureEstate): Targets {
  const below = belowIn(estate)
  const groups = new Map<AzureTechnique, OfTechnique>()
  const sets = new Map<string, string>()
  const drawn = new WeakMap<readonly string[], readonly string[]>()
  const nodes: NodeRecord[] = []
  const facts: RelationshipRecord[] = []
  return {
    nodes,
    facts,
    groupsBelow(technique, scope) {
      const candidates = below.of(technique.target, scope)
      if (candidates.length === 0) return NONE
      let own = groups.get(technique)
      if (own === undefined) {
        own = { byScope: new Map(), judged: new Map(), outcomes: new Map() }
        groups.set(technique, own)
      }
      const [only, second] = candidates
      // Most scopes are single resources.
      if (only !== undefined && second === undefined) return aloneOf(judgedBy(estate, technique, only, own))
      let found = own.byScope.get(scope)
      if (found === undefined) {
        found = group(estate, technique, candidates, own)
        own.byScope.set(scope, found)
      }
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
  /** What turned out of resources, by what tells one outcome from another. */
  readonly outcomes: Map<string, Outcome>
}

/** Resources of the same outcome are alike. */
interface Outcome {
  readonly conditions: readonly Condition[]
  readonly lock: Lock | null
  /** The protection that alone is missing. */
  readonly stop: Prerequisite | undefined
}

interface Judged {
  readonly member: Member
  readonly outcome: Outcome
  /** The group of this one alone, once it was asked for. */
  alone?: readonly TargetGroup[]
}

const NONE: readonly never[] = []

function group(
  estate: AzureEstate,
  technique: AzureTechnique,
  candidates: readonly NodeRecord[],
  own: OfTechnique,
): readonly TargetGroup[] {
  const found = new Map<Outcome, Member[]>()
  for (const node of candidates) {
    const one = judgedBy(estate, technique, node, own)
    if (one !== null) put(found, one.outcome, one.member)
  }
  return [...found].map(([outcome, members]) => groupOf(outcome, members))
}

function aloneOf(one: Judged | null): readonly TargetGroup[] {
  if (one === null) return NONE
  one.alone ??= [groupOf(one.outcome, [one.member])]
  return one.alone
}

function judgedBy(
  estate: AzureEstate,
  technique: AzureTechnique,
  node: NodeRecord,
  { judged, outcomes }: OfTechnique,
): Judged | null {
  const known = judged.get(node.id)
  if (known !== undefined) return known
  const found = judge(estate, technique, node, outcomes)
  judged.set(node.id, found)
  return found
}

const groupOf = ({ conditions, lock, stop }: Outcome, members: readonly Member[]): TargetGroup => ({
  members,
  ends: endsOf(members),
  conditions,
  lock,
  stoppedBy:
    stop === undefined
      ? null
      : { type: stop.id, id: members[0]?.resource ?? '', detail: `not so: ${stop.says}` },
})

/** What all of them lead to, each end once. */
export function endsOf(members: readonly Member[]): readonly string[] {
  const [only, second] = members
  if (only !== undefined && second === undefined) return only.ends
  return [...new Set(members.flatMap(({ ends }) => ends))]
}

function endsAt({ facts }: AzureEstate, { gives }: AzureTechnique, { id }: NodeRecord): readonly string[] {
  if (gives === 'target') return [id]
  if (gives === 'identities') return facts.from(id, 'HAS_IDENTITY').map(({ to }) => to)
  return clusterOf(facts, id).map((cluster) => cluster.id)
}

/** null: it does not work on this one, and nobody protected it, or it leads nowhere. */
function judge(
  estate: AzureEstate,
  technique: AzureTechnique,
  node: NodeRecord,
  outcomes: OfTechnique['outcomes'],
): Judged | null {
  const ends = endsAt(estate, technique, node)
  if (ends.length === 0) return null
  const open: Prerequisite[] = []
  let stop: Prerequisite | undefined
  for (const one of technique.prerequisites) {
    const state = one.decide(node, estate.facts)
    if (state === 'unmet' && one.control !== true) return null
    if (state === 'unmet') stop ??= one
    if (state === 'unknown') open.push(one)
  }
  const lock = firstLock(estate, technique.needs[0] ?? NONE, node.id)
  const isPlain = open.length === 0 && stop === undefined && lock === null
  const key = isPlain ? '' : `${open.map(({ id }) => id).join(' ')}/${stop?.id}/${lock?.id}`
  let outcome = outcomes.get(key)
  if (outcome === undefined) {
    outcome = { conditions: open.map(conditionOf), lock, stop }
    outcomes.set(key, outcome)
  }
  return { member: { resource: node.id, ends }, outcome }
}

const conditionOf = ({ id, says }: Prerequisite): Condition => ({ key: id, state: 'unknown', detail: says })

function firstLock(estate: AzureEstate, actions: readonly Action[], resource: string): Lock | null {
  for (const action of actions) {
    const lock = lockOn(estate, action, resource)
    if (lock !== null) return lock
  }
  return null
}
