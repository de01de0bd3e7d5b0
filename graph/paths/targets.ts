import type { AttackGraph } from './graph.ts'
import type { Impact } from './path.ts'

/** Targets that are searched for in one reverse pass. */
export interface TargetClass {
  readonly name: string
  readonly impact: Impact
  /** Node indices: holding one of them is holding the target. */
  readonly members: readonly number[]
  /** The id a path to this member shows as its target. */
  targetOf(member: number): string
  /** How many paths of one entry are kept. */
  readonly k: number
}

const ADMIN_PATHS = 10
const DATA_PATHS = 40
const RANKED: readonly Impact[] = ['critical', 'high', 'medium']

/** Administrators of every account, and the data stores and secrets whose loss matters. */
export function defaultTargets(graph: AttackGraph): TargetClass[] {
  const accounts = graph.nodes.filter((node) => node.kind === 'AwsAccount').map((node) => node.id)
  const administrators = accounts
    .map((account) => administratorsOf(graph, account))
    .filter((found) => found !== null)
  const data = RANKED.map((impact) => sensitive(graph, impact)).filter((found) => found.members.length > 0)
  return [...administrators, ...data]
}

/** `admin:<scope>`, a node kind, or an id; null when nothing of that name exists. */
export function namedTarget(graph: AttackGraph, name: string): TargetClass | null {
  if (name.startsWith('admin:')) return administratorsOf(graph, name.slice('admin:'.length))
  const index = graph.indexOf.get(name)
  if (index !== undefined && graph.nodes[index]?.kind.endsWith('Account'))
    return administratorsOf(graph, name)
  if (index !== undefined) return resources(graph, name, [index], impactOf(graph, index))
  const members = indicesWhere(graph, (at) => graph.nodes[at]?.kind === name)
  return members.length === 0 ? null : resources(graph, name, members, 'medium')
}

function administratorsOf(graph: AttackGraph, scope: string): TargetClass | null {
  const account = graph.indexOf.get(scope)
  if (account === undefined) return null
  return {
    name: `admin:${scope}`,
    impact: 'critical',
    members: [...(graph.administrators.get(scope) ?? []), account],
    targetOf: () => scope,
    k: ADMIN_PATHS,
  }
}

function sensitive(graph: AttackGraph, impact: Impact): TargetClass {
  const members = indicesWhere(graph, (at) => graph.nodes[at]?.props.sensitivity === impact)
  return resources(graph, `sensitivity:${impact}`, members, impact)
}

const resources = (
  graph: AttackGraph,
  name: string,
  members: readonly number[],
  impact: Impact,
): TargetClass => ({
  name,
  impact,
  members,
  targetOf: (member) => graph.ids[member] ?? '',
  k: DATA_PATHS,
})

function impactOf(graph: AttackGraph, index: number): Impact {
  const sensitivity = graph.nodes[index]?.props.sensitivity
  return RANKED.find((impact) => impact === sensitivity) ?? 'medium'
}

function indicesWhere(graph: AttackGraph, holds: (index: number) => boolean): number[] {
  const found: number[] = []
  for (let index = 0; index < graph.ids.length; index++) if (holds(index)) found.push(index)
  return found
}
