import type { AttackEdge, BlockedEdge, Condition, Evidence, Provenance } from '../../attack.ts'
import { distinctBy, put } from '../../group-by.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import { NO } from '../tri.ts'
import { denialOf, lockRemoval, mayLift } from './decide.ts'
import { splitByDenials } from './denied-shares.ts'
import type { Assignment, AzureEstate, Denial } from './estate.ts'
import { assignmentEvidence } from './evidence.ts'
import { grantOf } from './grants.ts'
import type { Action } from './role.ts'
import { endsOf, type TargetGroup, type Targets } from './targets.ts'
import type { AzureTechnique } from './technique.ts'
import { type Uses, usesFor } from './uses.ts'

/** A way to have all actions of one alternative at a scope. */
interface Way {
  readonly scope: string
  readonly by: readonly Assignment[]
  readonly actions: readonly Action[]
  readonly conditions: readonly Condition[]
}

export interface Drawn {
  readonly edges: AttackEdge[]
  readonly blocked: BlockedEdge[]
}

/** An assignment of a principal, with what it is of use for. */
interface Held {
  readonly assignment: Assignment
  readonly uses: Uses
}

/** Edges of techniques from everybody who holds a role. What a group holds is drawn from the group, once. */
export function drawTechniques(
  estate: AzureEstate,
  techniques: readonly AzureTechnique[],
  targets: Targets,
): Drawn {
  const drawn: Drawn = { edges: [], blocked: [] }
  const elsewhere = new Map(techniques.map((technique) => [technique, elsewhereOf(technique)]))
  const holders = holdersIn(estate, techniques)
  for (const [principal, own] of holders) {
    if (own.length === 0) continue
    const used = byTechnique(own)
    let together: readonly Held[] | undefined
    const withGroups = (): readonly Held[] => {
      together ??= [...estate.principalsOf(principal)].flatMap((id) => holders.get(id) ?? [])
      return together
    }
    // What the groups have alone is drawn from the groups.
    for (const technique of inOrder(techniques, used)) {
      // One action takes one assignment: then nothing of the groups is of use.
      const isSingle = technique.needs.every(({ length }) => length === 1)
      const held = isSingle ? (used.get(technique) ?? NONE) : usedFor(technique, withGroups(), 'needs')
      const ways = waysTo(estate, technique, principal, held)
      if (ways.length === 0) continue
      const other = elsewhere.get(technique) ?? null
      if (other !== null) {
        const besides = usedFor(technique, withGroups(), 'also')
        if (!holdsElsewhere(estate, principal, besides, other, targets)) continue
      }
      for (const way of widest(ways)) drawWay(estate, technique, principal, way, targets, drawn)
    }
  }
  return drawn
}

/** By principal, what is of any use; nobody is left out whose role grants something that is asked for. */
function holdersIn(
  estate: AzureEstate,
  techniques: readonly AzureTechnique[],
): ReadonlyMap<string, readonly Held[]> {
  const holders = new Map<string, readonly Held[]>()
  const byHolder: Held[][] = []
  const usesOf = usesFor(estate, techniques)
  for (const assignment of estate.assignments) {
    const uses = usesOf(assignment)
    if (uses === null) continue
    let own = byHolder[assignment.holder]
    if (own === undefined) {
      own = []
      byHolder[assignment.holder] = own
      holders.set(assignment.principal, own)
    }
    if (uses.needs.size > 0 || uses.also.size > 0) own.push({ assignment, uses })
  }
  return holders
}

/** What is of use for each technique. */
type Used = ReadonlyMap<AzureTechnique, readonly Assignment[]>

function byTechnique(held: readonly Held[]): Used {
  const found = new Map<AzureTechnique, Assignment[]>()
  for (const { assignment, uses } of held)
    for (const technique of uses.needs) put(found, technique, assignment)
  return found
}

function usedFor(technique: AzureTechnique, all: readonly Held[], use: keyof Uses): readonly Assignment[] {
  const found: Assignment[] = []
  for (const { assignment, uses } of all) if (uses[use].has(technique)) found.push(assignment)
  return found
}

const inOrder = (techniques: readonly AzureTechnique[], used: Used): Iterable<AzureTechnique> =>
  used.size < 2 ? used.keys() : techniques.filter((technique) => used.has(technique))

/** By any of its alternatives; most techniques have but one. */
function waysTo(
  estate: AzureEstate,
  { needs }: AzureTechnique,
  principal: string,
  held: readonly Assignment[],
): readonly Way[] {
  const [only, second] = needs
  if (only !== undefined && second === undefined) return waysOf(estate, principal, held, only)
  return needs.flatMap((actions) => waysOf(estate, principal, held, actions))
}

/** Combinations of assignments that together have all the actions, at the lower of their scopes. */
function waysOf(
  estate: AzureEstate,
  principal: string,
  all: readonly Assignment[],
  actions: readonly Action[],
): readonly Way[] {
  const isOwn = (assignment: Assignment): boolean => assignment.principal === principal
  const [first, ...others] = actions
  if (first === undefined) return NONE
  // What the groups have alone is drawn from the groups.
  if (others.length === 0) return waysBy(all.every(isOwn) ? all : all.filter(isOwn), first, actions)
  let ways: readonly Way[] = waysBy(all, first, actions)
  for (const action of others) {
    if (ways.length === 0) return NONE
    const granting = waysBy(all, action, actions)
    ways = ways.flatMap((way) => granting.flatMap((next) => both(estate, way, next)))
  }
  return ways.filter(({ by }) => by.some(isOwn))
}

function waysBy(all: readonly Assignment[], action: Action, actions: readonly Action[]): readonly Way[] {
  const found = all.map((assignment) => wayBy(assignment, action, actions))
  return found.every((way) => way !== null) ? found : found.filter((way) => way !== null)
}

function wayBy(assignment: Assignment, action: Action, actions: readonly Action[]): Way | null {
  const { holds, unless } = grantOf(assignment, action)
  if (holds === NO) return null
  const conditions =
    unless.length === 0
      ? NONE
      : unless.map(({ key, detail }): Condition => ({ key, state: 'unknown', detail }))
  return { scope: assignment.scope, by: [assignment], actions, conditions }
}

const NONE: readonly never[] = []

function both(estate: AzureEstate, left: Way, right: Way): readonly Way[] {
  const conditions = distinct(left.conditions, right.conditions)
  const [one] = right.by
  if (one !== undefined && left.by.includes(one))
    return [conditions === left.conditions ? left : { ...left, conditions }]
  const scope = lower(estate, left.scope, right.scope)
  return scope === null ? NONE : [{ ...left, scope, by: [...left.by, ...right.by], conditions }]
}

const distinct = (some: readonly Condition[], others: readonly Condition[]): readonly Condition[] =>
  others.length === 0 ? some : distinctBy([...some, ...others], ({ key, detail }) => `${key} ${detail}`)

function lower({ chainOf }: AzureEstate, left: string, right: string): string | null {
  if (chainOf(left).includes(right)) return left
  return chainOf(right).includes(left) ? right : null
}

/** One way for each scope: the one with the fewest conditions, then the fewest assignments. */
function widest(ways: readonly Way[]): readonly Way[] {
  if (ways.length === 1) return ways
  const best = new Map<string, Way>()
  for (const way of ways) {
    const known = best.get(way.scope)
    if (known === undefined || cost(way) < cost(known)) best.set(way.scope, way)
  }
  return best.size === ways.length ? ways : [...best.values()]
}

const cost = ({ conditions, by }: Way): number => conditions.length * 100 + by.length

/** What a technique needs elsewhere, as if that were a technique of its own. */
const elsewhereOf = (technique: AzureTechnique): AzureTechnique | null =>
  technique.also === undefined
    ? null
    : {
        ...technique,
        id: `${technique.id}/also`,
        target: technique.also.kind,
        needs: technique.also.needs,
        gives: 'target',
        prerequisites: [],
      }

function holdsElsewhere(
  estate: AzureEstate,
  principal: string,
  besides: readonly Assignment[],
  other: AzureTechnique,
  targets: Targets,
): boolean {
  const who = estate.principalsOf(principal)
  const isLeft = (resource: string): boolean =>
    other.needs.some((actions) => actions.every((action) => denialOf(estate, who, action, resource) === null))
  return besides.some(({ scope }) =>
    targets.groupsBelow(other, scope).some(({ members }) => members.some(({ resource }) => isLeft(resource))),
  )
}

function drawWay(
  estate: AzureEstate,
  technique: AzureTechnique,
  principal: string,
  way: Way,
  targets: Targets,
  drawn: Drawn,
): void {
  for (const found of targets.groupsBelow(technique, way.scope)) {
    for (const { who, members, denial } of splitByDenials(estate, principal, way.actions, found)) {
      const ends = without(members === found.members ? found.ends : endsOf(members), who)
      const stop = denial === null ? stopOf(estate, who, found) : denialEvidence(denial)
      if (stop !== null) {
        for (const to of ends)
          drawn.blocked.push({ from: who, kind: technique.edge, to, technique: technique.id, by: stop })
        continue
      }
      drawEdges(
        estate,
        technique,
        who,
        way,
        conditionsOf(way, found),
        targets.endsOf(way.scope, technique, ends),
        drawn,
      )
    }
  }
}

function conditionsOf(way: Way, { conditions, lock }: TargetGroup): readonly Condition[] {
  if (way.conditions.length === 0 && lock === null) return conditions
  const lifted = lock === null ? [] : [lockRemoval(lock)]
  return [
    ...way.conditions,
    ...conditions,
    ...lifted.map(({ key, detail }): Condition => ({ key, state: 'unknown', detail })),
  ]
}

const without = (all: readonly string[], one: string): readonly string[] =>
  all.includes(one) ? all.filter((end) => end !== one) : all

function stopOf(estate: AzureEstate, principal: string, { lock, stoppedBy }: TargetGroup): Evidence | null {
  if (stoppedBy !== null) return stoppedBy
  if (lock === null || mayLift(estate, principal, lock)) return null
  return { type: 'lock', id: lock.id, detail: 'a ReadOnly lock, which the attacker cannot remove' }
}

const denialEvidence = ({ id, name }: Denial): Evidence => ({ type: 'deny-assignment', id, detail: name })

/** Edges to all of the ends: what proves them is one and the same. */
function drawEdges(
  estate: AzureEstate,
  { id: technique, edge: kind, attack, likelihood: prior }: AzureTechnique,
  from: string,
  { by, actions }: Way,
  conditions: readonly Condition[],
  ends: readonly string[],
  { edges }: Drawn,
): void {
  const [first] = by
  const likelihood = prior * UNKNOWN_CONDITION ** conditions.length
  const evidence = by.flatMap((assignment) => assignmentEvidence(estate, assignment, actions))
  const provenance: Provenance | null =
    first === undefined
      ? null
      : { id: first.id, type: 'role-assignment', edit: { change: 'delete', resource: first.id } }
  for (const to of ends)
    edges.push({ from, kind, to, technique, attack, likelihood, conditions, evidence, provenance })
}
