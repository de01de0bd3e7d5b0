import { createHash } from 'node:crypto'
import type { RelationshipRecord } from '../snapshot/records.ts'
import { type Assumptions, NO_ASSUMPTIONS } from './assumptions.ts'
import type { FoundPath } from './best.ts'
import type { Entry } from './entries.ts'
import { type AttackGraph, isOpen, likelihoodOf } from './graph.ts'
import type { AttackPath } from './path.ts'
import { pathTitle } from './sentences.ts'
import { severityOf } from './severity.ts'
import { toSteps } from './steps.ts'
import type { TargetClass } from './targets.ts'

/** A path that was found, before clones and detours are left out. */
export interface Candidate {
  readonly path: AttackPath
  readonly entry: Entry
  /** Its likelihood without any assumption; 0 when it needs one. */
  readonly plain: number
}

export function toCandidate(
  entry: Entry,
  start: number,
  found: FoundPath,
  target: TargetClass,
  { graph, assume }: { readonly graph: AttackGraph; readonly assume: Assumptions },
): Candidate {
  const edges = found.edges.map((index) => graph.edges.at(index)).filter((edge) => edge !== undefined)
  const steps = toSteps(edges, assume)
  const reached = graph.indexOf.get(edges.at(-1)?.to ?? '') ?? start
  const likelihood = steps.reduce((product, step) => product * step.likelihood, entry.likelihood)
  const told = { entry: entry.id, target: target.targetOf(reached), steps }
  const path: AttackPath = {
    ...told,
    id: pathId(told),
    severity: severityOf(likelihood, target.impact),
    likelihood,
    impact: target.impact,
    similar: 0,
    alike: [],
    entryReason: entry.reason,
    targetReason: target.reasonOf(reached),
    techniques: steps.map((step) => step.technique).filter((technique) => technique !== null),
    title: pathTitle(told, (id) => graph.nodes.at(graph.indexOf.get(id) ?? graph.nodes.length)),
  }
  const end = graph.nodes.at(reached)?.id ?? entry.id
  const plain = holdsPlainly(end, path.target, graph) ? entry.likelihood * plainLikelihood(edges) : 0
  return { path, entry, plain }
}

/** Who ends a path at an account is its administrator, perhaps only under an assumption. */
function holdsPlainly(end: string, target: string, { administrations }: AttackGraph): boolean {
  const own = administrations.get(target)?.filter(({ from }) => from === end) ?? []
  return end === target || own.some((one) => isOpen(one, NO_ASSUMPTIONS))
}

const plainLikelihood = (edges: readonly RelationshipRecord[]): number =>
  edges.reduce(
    (product, edge) => (isOpen(edge, NO_ASSUMPTIONS) ? product * likelihoodOf(edge, NO_ASSUMPTIONS) : 0),
    1,
  )

function pathId(path: Pick<AttackPath, 'entry' | 'target' | 'steps'>): string {
  const hops = path.steps.map((step) => [step.from, step.kind, step.to, step.technique ?? ''])
  return createHash('sha256')
    .update(JSON.stringify([path.entry, path.target, hops]))
    .digest('hex')
    .slice(0, 16)
}
