import { type RelationshipRecord, relationshipId } from '../snapshot/records.ts'
import type { AttackGraph } from './graph.ts'
import type { AttackPath, AttackStep } from './path.ts'

/** Tells whether a path can still be walked in an estate. */
export type IsWalkable = (path: AttackPath) => boolean

const edgeKey = (from: string, kind: string, to: string, technique: string): string =>
  [from, kind, to, technique].join('\u0000')

/**
 * A path is walkable while each of its hops is there, its start is an entry and its end still is the target. Who is
 * administrator of an account needs no further edge to what is in it.
 */
export function walkableIn(graph: AttackGraph, entries: ReadonlySet<string>): IsWalkable {
  const edges = new Set<string>()
  const into = new Map<string, string[]>()
  const members = new Map<string, string[]>()
  for (let index = 0; index < graph.edges.length; index++) {
    const edge = graph.edges.at(index)
    if (edge === undefined) continue
    const { from, kind, to, props } = edge
    if (kind === 'IN_ACCESS_CLASS') append(into, from, to)
    else if (kind === 'INCLUDES') append(members, to, from)
    else edges.add(edgeKey(from, kind, to, typeof props.technique === 'string' ? props.technique : ''))
  }
  const hasStep = ({ from, kind, to, technique }: AttackStep): boolean =>
    [from, ...(into.get(from) ?? [])].some((start) =>
      [to, ...(members.get(to) ?? [])].some((end) => edges.has(edgeKey(start, kind, end, technique ?? ''))),
    )
  const isAdministrator = (id: string, account: string): boolean => {
    const index = graph.indexOf.get(id)
    return index !== undefined && (graph.administrators.get(account) ?? []).includes(index)
  }
  const endsThere = ({ entry, steps, target }: AttackPath): boolean => {
    const last = steps.at(-1)?.to ?? entry
    return graph.indexOf.has(target) && (last === target || isAdministrator(last, target))
  }
  return (path) =>
    entries.has(path.entry) &&
    endsThere(path) &&
    path.steps.every((step) => hasStep(step) || isAdministrator(step.from, accountOf(graph, step.to)))
}

interface Walked {
  readonly graph: AttackGraph
  readonly entries: ReadonlySet<string>
}

/**
 * Tells of another estate whether it has an entry, an edge or an administrator that this one lacks. Where it has none,
 * every path of it can be walked in this one.
 */
export function additionsTo({ graph, entries }: Walked): (other: Walked) => boolean {
  const known = new Set<string>()
  for (const relationship of walkedIn(graph)) known.add(relationshipId(relationship))
  return (other) => {
    for (const entry of other.entries) if (!entries.has(entry)) return true
    for (const relationship of walkedIn(other.graph))
      if (!known.has(relationshipId(relationship))) return true
    return false
  }
}

function* walkedIn({ edges, administrations }: AttackGraph): Iterable<RelationshipRecord> {
  for (let index = 0; index < edges.length; index++) {
    const edge = edges.at(index)
    if (edge !== undefined) yield edge
  }
  for (const list of administrations.values()) yield* list
}

function accountOf({ nodes, indexOf }: AttackGraph, id: string): string {
  const node = nodes.at(indexOf.get(id) ?? nodes.length)
  const account = node?.props.account
  return node?.kind.endsWith('Account') || typeof account !== 'string' ? id : account
}

function append(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
