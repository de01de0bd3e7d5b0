import { createHash } from 'node:crypto'
import { ENTRIES } from '../likelihood.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { type Assumptions, parseAssumptions } from './assumptions.ts'
import { bestPaths } from './best.ts'
import { distancesTo, UNREACHABLE } from './distances.ts'
import { withoutClones, withoutDetours } from './distinct.ts'
import { type Entry, entryPoints } from './entries.ts'
import { type AttackGraph, buildAttackGraph } from './graph.ts'
import type { AttackPath } from './path.ts'
import { pathTitle } from './sentences.ts'
import type { EstateSettings } from './settings.ts'
import { riskOfPath, severityOf } from './severity.ts'
import { toSteps } from './steps.ts'
import { defaultTargets, namedTarget, type TargetClass } from './targets.ts'
import { UnknownNodeError } from './unknown-node.ts'

export interface SearchOptions extends EstateSettings {
  /** The attacker starts here instead of at the entry points. */
  readonly from?: string
  /** `admin:<scope>`, a node kind or an id, instead of the default targets. */
  readonly to?: string
  /** Switches by name and keys of conditions to take as met: see parseAssumptions. */
  readonly assume?: readonly string[]
  /** The time credentials are aged against, ISO 8601. */
  readonly now: string
}

const MAX_POPS = 20_000

/** Ranked attack paths, worst first. @throws UnknownNodeError for a `from` or `to` that does not exist. */
export function searchPaths(snapshot: Snapshot, options: SearchOptions): AttackPath[] {
  const assume = parseAssumptions(options.assume)
  const graph = buildAttackGraph(snapshot, assume)
  const entries = options.from === undefined ? entryPoints(snapshot, options) : [startAt(graph, options.from)]
  const targets = options.to === undefined ? defaultTargets(graph) : [targetAt(graph, options.to)]
  const paths = targets.flatMap((target) => pathsTo(target, { snapshot, graph, entries, assume }))
  return rank(withoutDetours(options.from === undefined ? withoutClones(paths, snapshot) : paths))
}

interface Search {
  readonly snapshot: Snapshot
  readonly graph: AttackGraph
  readonly entries: readonly Entry[]
  readonly assume: Assumptions
}

function startAt(graph: AttackGraph, id: string): Entry {
  if (!graph.indexOf.has(id)) throw new UnknownNodeError(`no resource has the id ${id}`)
  return { id, likelihood: ENTRIES.assumed, reason: 'given as the start' }
}

function targetAt(graph: AttackGraph, name: string): TargetClass {
  const target = namedTarget(graph, name)
  if (target === null) throw new UnknownNodeError(`no account, resource or kind is called ${name}`)
  return target
}

function pathsTo(target: TargetClass, search: Search): AttackPath[] {
  const { graph } = search
  const distances = distancesTo(target.members, graph.backward)
  const members = new Set(target.members)
  return search.entries.flatMap((entry) => {
    const start = graph.indexOf.get(entry.id)
    if (start === undefined || distances[start] === UNREACHABLE) return []
    const found = bestPaths(start, graph.forward, distances, (node) => members.has(node), {
      k: target.k,
      maxPops: MAX_POPS,
    })
    return found.map((path) => toPath(entry, start, path.edges, target, search))
  })
}

function toPath(
  entry: Entry,
  start: number,
  edgeIndices: readonly number[],
  target: TargetClass,
  { snapshot, graph, assume }: Search,
): AttackPath {
  const edges = edgeIndices.map((index) => graph.edges[index]).filter((edge) => edge !== undefined)
  const steps = toSteps(edges, assume)
  const reached = graph.indexOf.get(edges.at(-1)?.to ?? '') ?? start
  const likelihood = steps.reduce((product, step) => product * step.likelihood, entry.likelihood)
  const path = { entry: entry.id, target: target.targetOf(reached), steps }
  return {
    ...path,
    id: pathId(path),
    severity: severityOf(likelihood, target.impact),
    likelihood,
    impact: target.impact,
    similar: 0,
    techniques: steps.map((step) => step.technique).filter((technique) => technique !== null),
    title: pathTitle(path, (id) => snapshot.nodes.get(id)),
  }
}

function pathId(path: Pick<AttackPath, 'entry' | 'target' | 'steps'>): string {
  const hops = path.steps.map((step) => [step.from, step.kind, step.to, step.technique ?? ''])
  return createHash('sha256')
    .update(JSON.stringify([path.entry, path.target, hops]))
    .digest('hex')
    .slice(0, 16)
}

const SEVERITY_RANK = { critical: 4, high: 3, medium: 2, low: 1, info: 0 } as const

const rank = (paths: AttackPath[]): AttackPath[] =>
  paths.sort(
    (a, b) =>
      SEVERITY_RANK[b.severity] - SEVERITY_RANK[a.severity] ||
      riskOfPath(b) - riskOfPath(a) ||
      a.steps.length - b.steps.length ||
      (a.id < b.id ? -1 : 1),
  )
