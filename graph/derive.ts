import { ACCESS_STEPS } from './access/steps.ts'
import { deriveAdministratorPaths } from './administrator-paths.ts'
import {
  type BlockedEdge,
  type DeclaredStep,
  type Derivation,
  type MissingFact,
  toRelationship,
} from './attack.ts'
import { corporateBlocks, seenFromOutside, withCorporateNetwork } from './corporate-network.ts'
import {
  differenceOf,
  isTouched,
  type Reads,
  readsOf,
  watchedIndex,
  watchedList,
} from './derivation-reads.ts'
import { isSame, shownTo, unlessEqual } from './derivation-sight.ts'
import { deriveMonitoring } from './monitoring/derive.ts'
import type { Block } from './network/addresses.ts'
import { NETWORK_STEPS } from './network/steps.ts'
import { deriveSensitivity } from './sensitivity.ts'
import { type FactIndex, indexFacts } from './snapshot/facts.ts'
import {
  type NodeRecord,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from './snapshot/records.ts'
import { standsIn } from './snapshot/stubs.ts'
import { TECHNIQUE_STEPS } from './techniques/steps.ts'
import { finish, type Turns } from './turns.ts'

export interface DerivedEstate {
  /** The facts and all that follows from them. */
  readonly snapshot: Snapshot
  readonly blocked: readonly BlockedEdge[]
  /** How it came about: what a like estate need not derive again. */
  readonly made: Made
}

export interface Made {
  readonly facts: Snapshot
  /** In their order. */
  readonly steps: readonly TakenStep[]
}

interface TakenStep {
  readonly step: DeclaredStep
  readonly derivation: Derivation
  /** With those of the steps before it that may have kept what it uses. */
  readonly reads: Reads
  /** What it was shown of the steps before it. */
  readonly shown: readonly Derivation[]
}

/** Derivation steps in their order; each sees the facts and what the steps before it found. */
const STEPS: readonly DeclaredStep[] = [
  { cloud: null, derive: deriveSensitivity },
  { cloud: null, derive: deriveMonitoring },
  ...ACCESS_STEPS,
  ...NETWORK_STEPS,
  ...TECHNIQUE_STEPS,
  { cloud: null, derive: deriveAdministratorPaths },
]

/** Adds to a snapshot of facts every attack edge and derived property that follows from them. Pure. */
export const deriveSnapshot = (facts: Snapshot, told: ToldOfEstate = {}): DerivedEstate =>
  finish(deriving(facts, told))

/** What no cloud tells of an estate and derivation needs. */
export interface ToldOfEstate {
  /** Ranges of addresses that are the organization's own: whoever is outside does not come from there. */
  readonly corporateRanges?: readonly string[]
}

/**
 * The same, with a stop between the steps. A step is taken again only where what it looks at differs from the estate
 * that `before` was made of; what it found there is taken over otherwise.
 */
export function* deriving(
  read: Snapshot,
  { corporateRanges }: ToldOfEstate = {},
  before: Made | null = null,
): Turns<DerivedEstate> {
  const facts = withCorporateNetwork(read, corporateRanges)
  const difference = before === null ? null : differenceOf(before.facts, facts)
  const plain = indexFacts(facts)
  const take = taking(plain)
  const steps: TakenStep[] = []
  for (const [done, step] of STEPS.entries()) {
    yield { what: 'deriving access, network and techniques', done, of: STEPS.length }
    const shown = shownTo(step.cloud, steps)
    const known = before?.steps[done]
    const stays = known !== undefined && difference !== null && !isTouched(known.reads, difference)
    if (stays && (!known.reads.earlier || isSame(shown, known.shown))) steps.push(known)
    else steps.push(take(step, shown, steps, known))
  }
  const derivations = steps.map(({ derivation }) => derivation)
  const nodes = withNodes(facts, derivations)
  return {
    made: { facts, steps },
    snapshot: {
      nodes,
      relationships: withEdges(facts, nodes, derivations, corporateBlocks(plain)),
      coverage: withMissing(
        facts.coverage,
        derivations.flatMap(({ missing }) => missing ?? []),
      ),
    },
    blocked: derivations.flatMap((derivation) => derivation.blocked),
  }
}

/** Takes steps. What is read of the facts for one step is kept by their index for the next of its cloud. */
function taking(plain: FactIndex) {
  let reads = readsOf([])
  const indexes = new Map<DeclaredStep['cloud'], FactIndex>()
  const newIndex = (): FactIndex => watchedIndex(plain, () => reads)
  const indexFor = (cloud: DeclaredStep['cloud']): FactIndex => {
    const index = indexes.get(cloud) ?? newIndex()
    indexes.set(cloud, index)
    return index
  }
  return (
    step: DeclaredStep,
    shown: readonly Derivation[],
    taken: readonly TakenStep[],
    known: TakenStep | undefined,
  ): TakenStep => {
    const { cloud, derive, apart = false } = step
    const together = taken.filter((one) => !apart && one.step.cloud === cloud && one.step.apart !== true)
    reads = readsOf(together.map((one) => one.reads))
    const found = derive(apart ? newIndex() : indexFor(cloud), watchedList(shown, reads))
    return { step, derivation: unlessEqual(found, known?.derivation), reads, shown }
  }
}

/** What derivation found to be missing, told by the partition that should have held it. */
function withMissing(coverage: Snapshot['coverage'], missing: readonly MissingFact[]): Snapshot['coverage'] {
  if (missing.length === 0) return coverage
  return coverage.map((entry) => {
    const own = missing.filter(
      ({ account, service }) => account === entry.account && service === entry.service,
    )
    const told = new Set(entry.missing.map(({ call, resource }) => `${call} ${resource}`))
    const added = own.filter(({ call, resource }) => !told.has(`${call} ${resource}`))
    const calls = added.map(({ call, state, resource }) => ({ call, state, resource }))
    return calls.length === 0 ? entry : { ...entry, missing: [...entry.missing, ...calls] }
  })
}

function withNodes(facts: Snapshot, derivations: readonly Derivation[]): Map<string, NodeRecord> {
  const nodes = new Map(facts.nodes)
  for (const node of derivations.flatMap((derivation) => derivation.nodes))
    if (!nodes.has(node.id)) nodes.set(node.id, node)
  for (const { properties } of derivations) {
    for (const [id, props] of properties) {
      const node = nodes.get(id)
      if (node !== undefined) nodes.set(id, { ...node, props: { ...node.props, ...props } })
    }
  }
  return nodes
}

/**
 * What ends at something that was not collected ends at a stub of it, which `nodes` gains; it is left out where the id
 * does not tell a kind, such as a role that is assigned at a resource of a kind that nobody collects.
 */
function withEdges(
  facts: Snapshot,
  nodes: Map<string, NodeRecord>,
  derivations: readonly Derivation[],
  corporate: readonly Block[],
): ReadonlyMap<string, RelationshipRecord> {
  const relationships = new Map(facts.relationships)
  const hasEnds = ({ from, to }: Pick<RelationshipRecord, 'from' | 'to'>): boolean =>
    standsIn(nodes, from) && standsIn(nodes, to)
  for (const { edges, facts: derived } of derivations) {
    for (const fact of derived ?? []) if (hasEnds(fact)) relationships.set(relationshipId(fact), fact)
    for (const edge of edges) {
      if (!hasEnds(edge)) continue
      const relationship = toRelationship(seenFromOutside(edge, corporate))
      const id = relationshipId(relationship)
      const known = relationships.get(id)
      if (known === undefined || likelihood(relationship) > likelihood(known))
        relationships.set(id, relationship)
    }
  }
  return relationships
}

const likelihood = (relationship: RelationshipRecord): number =>
  typeof relationship.props.likelihood === 'number' ? relationship.props.likelihood : 0
