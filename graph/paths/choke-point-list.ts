import type { Provenance } from '../attack.ts'
import { HUB_KINDS } from '../schema/index.ts'
import type { Turns } from '../turns.ts'
import type { Assessment } from './assessment.ts'
import { measuringCuts } from './choke-points.ts'
import { readProvenance } from './fixes.ts'
import type { AttackPath } from './path.ts'
import { riskOfPath } from './severity.ts'

/** A resource or an attack edge that every way of some start to some target passes. */
export interface ChokePoint {
  /** The resource's id, or `<from> <kind> <to>` of an edge. */
  readonly id: string
  readonly type: 'resource' | 'edge'
  /** The resource, or where the edge begins and ends. */
  readonly from: string
  readonly to: string
  readonly kind: string
  readonly technique: string | null
  /** Risk that ends when it goes: starts that lose every way to a target. */
  readonly risk: number
  /** Of all risk, 0 to 1. */
  readonly share: number
  /** Listed paths that pass it. */
  readonly paths: number
  /** Of the risk of all listed paths, 0 to 1. */
  readonly pathShare: number
  /** What it stands before; the ids of the members where targets are searched for together. */
  readonly targets: readonly string[]
  readonly provenance: Provenance | null
}

const HUBS = new Set(['AccessClass', 'TargetSet'])
const SHOWN_TARGETS = 100

/** Resources and edges by the risk that ends when they go; exact, by dominators. */
export function* findingChokePoints(assessment: Assessment): Turns<readonly ChokePoint[]> {
  const { graph, model, risk: all } = assessment
  const cuts = yield* measuringCuts(model, graph.forward)
  const passed = pathsThrough(assessment.paths)
  const total = assessment.paths.reduce((sum, path) => sum + riskOfPath(path), 0)
  const shares = (id: string, risk: number) => ({
    risk: rounded(risk),
    share: all === 0 ? 0 : rounded(risk / all),
    paths: passed.get(id)?.count ?? 0,
    pathShare: total === 0 ? 0 : rounded((passed.get(id)?.risk ?? 0) / total),
  })
  const found: ChokePoint[] = []
  for (const [node, targets] of cuts.targets) {
    const record = graph.nodes.at(node)
    const ids = targets.flatMap((at) => namesOf(assessment, at)).slice(0, SHOWN_TARGETS)
    // That all ways to a thing end at the thing says nothing.
    if (record === undefined || HUBS.has(record.kind) || ids.every((id) => id === record.id)) continue
    const same = { from: record.id, to: record.id, kind: record.kind, technique: null, provenance: null }
    found.push({
      id: record.id,
      type: 'resource',
      ...same,
      ...shares(record.id, cuts.nodes[node] ?? 0),
      targets: ids,
    })
  }
  for (const [index, risk] of cuts.edges) {
    const edge = graph.edges.at(index)
    if (edge === undefined || HUB_KINDS.has(edge.kind)) continue
    const { from, kind, to, props } = edge
    const id = `${from} ${kind} ${to}`
    found.push({
      id,
      type: 'edge',
      from,
      to,
      kind,
      technique: typeof props.technique === 'string' ? props.technique : null,
      ...shares(id, risk),
      targets: [],
      provenance: readProvenance(edge),
    })
  }
  return found.sort((a, b) => b.risk - a.risk || b.paths - a.paths || (a.id < b.id ? -1 : 1))
}

function namesOf({ graph, model }: Assessment, index: number): readonly string[] {
  const target = model.targets[index]
  if (target === undefined) return []
  return target.account === undefined
    ? target.members.map((member) => graph.nodes.at(member)?.id ?? '')
    : [target.account]
}

/** Listed paths by each resource and each hop they pass. */
function pathsThrough(paths: readonly AttackPath[]): ReadonlyMap<string, { count: number; risk: number }> {
  const through = new Map<string, { count: number; risk: number }>()
  for (const path of paths) {
    const hops = path.steps.flatMap(({ from, kind, to }) => [from, to, `${from} ${kind} ${to}`])
    for (const id of new Set([path.entry, ...hops])) {
      const known = through.get(id) ?? { count: 0, risk: 0 }
      through.set(id, { count: known.count + 1, risk: known.risk + riskOfPath(path) })
    }
  }
  return through
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
