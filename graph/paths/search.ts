import { distinctBy } from '../group-by.ts'
import { storedId } from '../resource-id.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { finish, type Turns } from '../turns.ts'
import { type Assumptions, parseAssumptions } from './assumptions.ts'
import { bestPaths } from './best.ts'
import { type Candidate, toCandidate } from './candidate.ts'
import { type Distances, distancesTo, UNREACHABLE } from './distances.ts'
import { withoutClones, withoutDetours } from './distinct.ts'
import { type Entry, entryPoints, startAt } from './entries.ts'
import { type AttackGraph, buildAttackGraph } from './graph.ts'
import type { AttackPath } from './path.ts'
import { rank } from './rank.ts'
import type { EstateSettings } from './settings.ts'
import { defaultTargets, namedTarget, type TargetClass } from './targets.ts'
import { createScratch, type Scratch, treeFrom, waysOf } from './tree.ts'
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

/** Edges that one start may look at for one class of targets. */
const MAX_VISITS = 200_000

/** The graph under the assumptions of a question, and the one without any. */
export interface SearchGraphs {
  readonly graph: AttackGraph
  readonly plain: AttackGraph
}

/** Builds what is searched. */
export function graphsFor(snapshot: Snapshot, assume: readonly string[] = []): SearchGraphs {
  const plain = buildAttackGraph(snapshot)
  return { plain, graph: assume.length === 0 ? plain : buildAttackGraph(snapshot, parseAssumptions(assume)) }
}

/** Ranked attack paths, worst first. @throws UnknownNodeError for a `from` or `to` that does not exist. */
export const searchPaths = (snapshot: Snapshot, options: SearchOptions): AttackPath[] =>
  finish(searching(graphsFor(snapshot, options.assume), options))

/** The same, in turns. A path that is told without assumptions is told with them, too: they add, they don't hide. */
export function* searching({ graph, plain }: SearchGraphs, options: SearchOptions): Turns<AttackPath[]> {
  const assume = parseAssumptions(options.assume)
  const entries = entriesOf(graph, options)
  const found = yield* candidates(graph, entries, assume, options)
  if (graph === plain) return rank(distinctOf(found, graph, options))
  const { assume: _none, ...unassuming } = options
  const starts = new Set(entriesOf(plain, unassuming).map(({ id }) => id))
  const anyway = entries.filter(({ id }) => starts.has(id))
  const foundAnyway = yield* candidates(plain, anyway, assume, options)
  const told = new Set(distinctOf(foundAnyway, plain, options).map(({ id }) => id))
  return rank(distinctOf([...found, ...foundAnyway], graph, options, told))
}

/** Every path once, without detours and, where no start was named, without clones; `told` ones stay in any case. */
function distinctOf(
  found: readonly Candidate[],
  graph: AttackGraph,
  { from }: SearchOptions,
  told: ReadonlySet<string> = new Set(),
): AttackPath[] {
  const unique = distinctBy(found, ({ path }) => path.id)
  const distinct = withoutDetours(unique, told)
  return from === undefined ? withoutClones(distinct, graph, told) : distinct.map(({ path }) => path)
}

const entriesOf = (graph: AttackGraph, options: SearchOptions): readonly Entry[] =>
  options.from === undefined ? entryPoints(graph, options) : [startAt(graph, storedId(options.from))]

function* candidates(
  graph: AttackGraph,
  entries: readonly Entry[],
  assume: Assumptions,
  { to }: SearchOptions,
): Turns<Candidate[]> {
  const targets = to === undefined ? defaultTargets(graph) : [targetAt(graph, to)]
  const search = { graph, assume, scratch: createScratch(graph.nodes.length) }
  const ways = yield* waysTo(targets, graph)
  const found: Candidate[] = []
  for (const [done, entry] of entries.entries()) {
    yield { what: 'searching attack paths', done, of: entries.length }
    found.push(...pathsFrom(entry, ways, search))
  }
  return found
}

interface Search {
  readonly graph: AttackGraph
  readonly assume: Assumptions
  readonly scratch: Scratch
}

/** A class of targets and how far everything is from it. */
interface Way {
  readonly target: TargetClass
  readonly members: ReadonlySet<number>
  readonly distances: Distances
}

function* waysTo(targets: readonly TargetClass[], { backward }: AttackGraph): Turns<Way[]> {
  const ways: Way[] = []
  for (const [done, target] of targets.entries()) {
    yield { what: 'measuring ways to targets', done, of: targets.length }
    const distances = distancesTo(target.members, backward)
    ways.push({ target, members: new Set(target.members), distances })
  }
  return ways
}

function targetAt(graph: AttackGraph, name: string): TargetClass {
  const target = namedTarget(graph, name)
  if (target === null) throw new UnknownNodeError(`no account, resource or kind is called ${name}`)
  return target
}

/** The best paths to each class, and the best one to every member that they leave out. */
function pathsFrom(entry: Entry, ways: readonly Way[], search: Search): Candidate[] {
  const start = search.graph.indexOf.get(entry.id)
  if (start === undefined) return []
  const open = ways.filter(({ distances }) => distances[start] !== UNREACHABLE)
  const found = open.flatMap(({ target, members, distances }) =>
    bestPaths(start, search.graph.forward, distances, (node) => members.has(node), {
      k: target.k,
      maxVisits: MAX_VISITS,
    }).map((path) => toCandidate(entry, start, path, target, search)),
  )
  const told = new Set(found.map(({ path }) => path.target))
  return [...found, ...leftOut(entry, start, open, told, search)]
}

/** Many ways to one member may crowd out the others of its class, and behind one target may lie another. */
function leftOut(
  entry: Entry,
  start: number,
  open: readonly Way[],
  told: Set<string>,
  search: Search,
): Candidate[] {
  if (open.length === 0) return []
  const { forward } = search.graph
  const tree = treeFrom([start], forward, search.scratch)
  const wayTo = waysOf(tree)
  const found: Candidate[] = []
  for (const { target, members } of open) {
    for (const node of tree.order) {
      if (!members.has(node) || told.has(target.targetOf(node))) continue
      const edges = wayTo(node) ?? []
      const candidate = toCandidate(entry, start, { edges, cost: 0 }, target, search)
      told.add(candidate.path.target)
      found.push(candidate)
    }
  }
  return found
}
