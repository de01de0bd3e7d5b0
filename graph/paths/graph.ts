import type { Condition } from '../attack.ts'
import { UNKNOWN_CONDITION } from '../likelihood.ts'
import { ATTACK_KINDS, HUB_KINDS } from '../schema/index.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../snapshot/records.ts'
import { type Assumptions, isExploitable, NO_ASSUMPTIONS } from './assumptions.ts'
import { MAX_WEIGHT, type Rows, toRows } from './rows.ts'

/**
 * The attack graph, its edges in both directions as rows. Weights are -ln(likelihood) in steps of 1/32, at least 1
 * for a real hop and 0 for a hub, so that of two equally likely paths the shorter one wins.
 */
export interface AttackGraph {
  readonly indexOf: Pick<ReadonlyMap<string, number>, 'get' | 'has'>
  readonly nodes: Indexed<NodeRecord>
  readonly edges: Indexed<RelationshipRecord>
  /** Indices of the nodes of one kind. */
  ofKind(kind: string): readonly number[]
  /** Indices of the nodes of one sensitivity. */
  ofSensitivity(sensitivity: string): readonly number[]
  readonly forward: Rows
  readonly backward: Rows
  /** By account id: indices of the identities that are its effective administrators. */
  readonly administrators: ReadonlyMap<string, readonly number[]>
  /** By account id: why each of them is, in the same order. */
  readonly administrations: ReadonlyMap<string, readonly RelationshipRecord[]>
}

/** A list that may be read from a file item by item; every array is one. */
export interface Indexed<T> {
  readonly length: number
  at(index: number): T | undefined
}

/** Steps of a weight in one unit of -ln(likelihood). */
export const STEPS_PER_NAT = 32

const weightFor = (likelihood: number): number =>
  Math.min(MAX_WEIGHT, Math.max(1, Math.round(-Math.log(likelihood) * STEPS_PER_NAT)))

/**
 * Builds the graph of every attack edge that has no unmet condition. `assume` names conditions taken as met. Nodes and
 * edges stand in the order of their ids, so that of equal paths the same ones are told however an estate was read.
 */
export function buildAttackGraph(snapshot: Snapshot, assume: Assumptions = NO_ASSUMPTIONS): AttackGraph {
  const nodes = [...snapshot.nodes.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
  const indexOf = new Map(nodes.map(({ id }, index) => [id, index]))
  const { byKind, bySensitivity } = groups(nodes)
  const administrators = new Map<string, number[]>()
  const administrations = new Map<string, RelationshipRecord[]>()
  const open: OpenEdge[] = []
  for (const relationship of snapshot.relationships.values()) {
    const from = indexOf.get(relationship.from)
    const to = indexOf.get(relationship.to)
    if (from === undefined || to === undefined) continue
    if (relationship.kind === 'ADMIN_OF') {
      if (!isOpen(relationship, assume)) continue
      push(administrators, relationship.to, from)
      push(administrations, relationship.to, relationship)
      continue
    }
    const hub = HUB_KINDS.has(relationship.kind)
    if (!hub && (!ATTACK_KINDS.has(relationship.kind) || !isOpen(relationship, assume))) continue
    open.push({ from, to, relationship, weight: hub ? 0 : weightFor(likelihoodOf(relationship, assume)) })
  }
  for (const list of administrators.values()) list.sort((one, other) => one - other)
  for (const list of administrations.values()) list.sort(byStart)
  const sorted = open.sort(byEnds)
  const ends = sorted.flatMap(({ from, to }) => [from, to])
  const weights = sorted.map(({ weight }) => weight)
  const edges = sorted.map(({ relationship }) => relationship)
  return {
    indexOf,
    nodes,
    edges,
    ofKind: (kind) => byKind.get(kind) ?? [],
    ofSensitivity: (sensitivity) => bySensitivity.get(sensitivity) ?? [],
    forward: toRows(nodes.length, ends, weights, 0),
    backward: toRows(nodes.length, ends, weights, 1),
    administrators,
    administrations,
  }
}

interface OpenEdge {
  readonly from: number
  readonly to: number
  readonly weight: number
  readonly relationship: RelationshipRecord
}

function byStart(one: RelationshipRecord, other: RelationshipRecord): number {
  if (one.from !== other.from) return one.from < other.from ? -1 : 1
  return relationshipId(one) < relationshipId(other) ? -1 : 1
}

function byEnds(one: OpenEdge, other: OpenEdge): number {
  const order = one.from - other.from || one.to - other.to
  if (order !== 0) return order
  return relationshipId(one.relationship) < relationshipId(other.relationship) ? -1 : 1
}

/** Indices of nodes by what they are looked up by. */
export function groups(nodes: readonly NodeRecord[]): {
  readonly byKind: ReadonlyMap<string, number[]>
  readonly bySensitivity: ReadonlyMap<string, number[]>
} {
  const byKind = new Map<string, number[]>()
  const bySensitivity = new Map<string, number[]>()
  for (const [index, { kind, props }] of nodes.entries()) {
    push(byKind, kind, index)
    if (typeof props.sensitivity === 'string') push(bySensitivity, props.sensitivity, index)
  }
  return { byKind, bySensitivity }
}

/** The edge's likelihood, with assumed conditions no longer lowering it. */
export function likelihoodOf(relationship: RelationshipRecord, assume: Assumptions): number {
  const likelihood = relationship.props.likelihood
  if (typeof likelihood !== 'number' || (assume.exploited && isExploitable(relationship.kind))) return 1
  const assumed = conditionsOf(relationship).filter(
    (condition) => condition.state === 'unknown' && assume.has(condition.key),
  )
  return Math.min(1, likelihood / UNKNOWN_CONDITION ** assumed.length)
}

/** True when no condition stands in the way. */
export const isOpen = (relationship: RelationshipRecord, assume: Assumptions): boolean =>
  conditionsOf(relationship).every((condition) => condition.state !== 'unmet' || assume.has(condition.key))

/** The conditions of an attack edge; empty for facts. */
export function conditionsOf(relationship: RelationshipRecord): readonly Condition[] {
  const conditions = relationship.props.conditions
  return Array.isArray(conditions) ? conditions.filter(isCondition) : []
}

function isCondition(value: unknown): value is Condition {
  return (
    typeof value === 'object' && value !== null && 'key' in value && 'state' in value && 'detail' in value
  )
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
