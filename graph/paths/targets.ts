import { storedId } from '../resource-id.ts'
import { ACCOUNT_KINDS } from '../schema/accounts.ts'
import { sensitivityReason } from '../sensitivity.ts'
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
  /** Why losing this member counts, in words. */
  reasonOf(member: number): string
  /** How many paths of one entry are kept; beyond, only the best to each member that has none yet. */
  readonly k: number
}

const ADMIN_PATHS = 10
const DATA_PATHS = 40
const RANKED: readonly Impact[] = ['critical', 'high', 'medium']

/** Administrators of every account, and the data stores and secrets whose loss matters. */
export function defaultTargets(graph: AttackGraph): TargetClass[] {
  const administrators = ACCOUNT_KINDS.flatMap((kind) => graph.ofKind(kind))
    .map((account) => administratorsOf(graph, idOf(graph, account)))
    .filter((found) => found !== null)
  const data = RANKED.map((impact) => sensitive(graph, impact)).filter((found) => found.members.length > 0)
  return [...administrators, ...data]
}

/** `admin:<scope>`, a node kind, or an id; null when nothing of that name exists. */
export function namedTarget(graph: AttackGraph, name: string): TargetClass | null {
  if (name.startsWith('admin:')) return administratorsOf(graph, storedId(name.slice('admin:'.length)))
  const index = graph.indexOf.get(storedId(name))
  if (index !== undefined && ACCOUNT_KINDS.includes(graph.nodes.at(index)?.kind ?? ''))
    return administratorsOf(graph, storedId(name))
  if (index !== undefined) return resources(graph, storedId(name), [index], impactOf(graph, index))
  const members = graph.ofKind(name)
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
    reasonOf: () => 'whoever is administrator holds everything in the account',
    k: ADMIN_PATHS,
  }
}

const sensitive = (graph: AttackGraph, impact: Impact): TargetClass =>
  resources(graph, `sensitivity:${impact}`, graph.ofSensitivity(impact), impact)

const resources = (
  graph: AttackGraph,
  name: string,
  members: readonly number[],
  impact: Impact,
): TargetClass => ({
  name,
  impact,
  members,
  targetOf: (member) => idOf(graph, member),
  reasonOf: (member) => reasonOf(graph, member),
  k: DATA_PATHS,
})

function impactOf(graph: AttackGraph, index: number): Impact {
  const sensitivity = graph.nodes.at(index)?.props.sensitivity
  return RANKED.find((impact) => impact === sensitivity) ?? 'medium'
}

function reasonOf(graph: AttackGraph, member: number): string {
  const node = graph.nodes.at(member)
  if (typeof node?.props.sensitivity !== 'string') return 'asked for'
  return `its sensitivity is ${node.props.sensitivity}: ${sensitivityReason(node)}`
}

const idOf = (graph: AttackGraph, index: number): string => graph.nodes.at(index)?.id ?? ''
