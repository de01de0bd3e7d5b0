import type { AttackEdge, BlockedEdge, Condition, Evidence } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import { NO } from '../tri.ts'
import { denialOf, grantOf, lockRemoval, mayLift } from './decide.ts'
import { splitByDenials } from './denied-shares.ts'
import type { Assignment, AzureEstate, Denial } from './estate.ts'
import type { Action, Permission } from './role.ts'
import type { TargetGroup, Targets } from './targets.ts'
import type { AzureTechnique } from './technique.ts'

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

/** Edges of techniques from everybody who holds a role. What a group holds is drawn from the group, once. */
export function drawTechniques(
  estate: AzureEstate,
  techniques: readonly AzureTechnique[],
  targets: Targets,
): Drawn {
  const drawn: Drawn = { edges: [], blocked: [] }
  const asked = askedBy(techniques)
  const holders = groupBy(estate.assignments.filter(asked.isUseful), ({ principal }) => principal)
  for (const [principal, own] of holders) {
    const groups = [...estate.principalsOf(principal)].filter((id) => id !== principal)
    const all = [...own, ...groups.flatMap((id) => holders.get(id) ?? [])]
    for (const { technique, alternatives } of asked.openTo(all)) {
      const ways = alternatives.flatMap((actions) => waysOf(estate, principal, all, actions))
      if (ways.length === 0) continue
      const elsewhere = technique.also
      if (elsewhere !== undefined && !holdsElsewhere(estate, principal, all, elsewhere, targets, technique))
        continue
      for (const way of widest(ways)) drawWay(estate, technique, principal, way, targets, drawn)
    }
  }
  return drawn
}

interface Open {
  readonly technique: AzureTechnique
  /** Those of its alternatives of which every action is held. */
  readonly alternatives: AzureTechnique['needs']
}

/** Roles are few: what they grant of all that techniques ask for is looked up once for each, and for each set of them. */
function askedBy(techniques: readonly AzureTechnique[]) {
  const asked = [
    ...new Set(techniques.flatMap(({ needs, also }) => [...needs, ...(also?.needs ?? [])].flat())),
  ]
  const granted = new Map<
    readonly Permission[] | null,
    { readonly at: number; readonly actions: readonly Action[] }
  >()
  const open = new Map<string, readonly Open[]>()
  const grantedBy = (assignment: Assignment) => {
    const { permissions } = assignment
    const known = granted.get(permissions)
    if (known !== undefined) return known
    const actions = asked.filter((action) => grantOf(assignment, action).holds !== NO)
    const found = { at: granted.size, actions }
    granted.set(permissions, found)
    return found
  }
  return {
    isUseful: (assignment: Assignment): boolean => grantedBy(assignment).actions.length > 0,
    openTo(all: readonly Assignment[]): readonly Open[] {
      const roles = [...new Set(all.map(grantedBy))].sort((one, other) => one.at - other.at)
      const key = roles.map(({ at }) => at).join(' ')
      const known = open.get(key)
      if (known !== undefined) return known
      const held = new Set(roles.flatMap(({ actions }) => actions))
      const found = techniques.flatMap((technique): Open[] => {
        const alternatives = technique.needs.filter((actions) => actions.every((action) => held.has(action)))
        return alternatives.length === 0 ? [] : [{ technique, alternatives }]
      })
      open.set(key, found)
      return found
    },
  }
}

/** Combinations of assignments that together have all the actions, at the lower of their scopes. */
function waysOf(
  estate: AzureEstate,
  principal: string,
  all: readonly Assignment[],
  actions: readonly Action[],
): readonly Way[] {
  let ways: readonly Way[] = []
  for (const [index, action] of actions.entries()) {
    const granting = waysBy(all, action, actions)
    ways = index === 0 ? granting : ways.flatMap((way) => granting.flatMap((next) => both(estate, way, next)))
    if (ways.length === 0) return []
  }
  // What the groups have alone is drawn from the groups.
  return ways.filter(({ by }) => by.some((assignment) => assignment.principal === principal))
}

function waysBy(all: readonly Assignment[], action: Action, actions: readonly Action[]): Way[] {
  const found: Way[] = []
  for (const assignment of all) {
    const { holds, unless } = grantOf(assignment, action)
    if (holds === NO) continue
    const conditions =
      unless.length === 0
        ? NONE
        : unless.map(({ key, detail }): Condition => ({ key, state: 'unknown', detail }))
    found.push({ scope: assignment.scope, by: [assignment], actions, conditions })
  }
  return found
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
  others.length === 0
    ? some
    : [...new Map([...some, ...others].map((one) => [`${one.key} ${one.detail}`, one])).values()]

function lower({ chainOf }: AzureEstate, left: string, right: string): string | null {
  if (chainOf(left).includes(right)) return left
  return chainOf(right).includes(left) ? right : null
}

/** One way for each scope: the one with the fewest conditions, then the fewest assignments. */
function widest(ways: readonly Way[]): readonly Way[] {
  const best = new Map<string, Way>()
  for (const way of ways) {
    const known = best.get(way.scope)
    if (known === undefined || cost(way) < cost(known)) best.set(way.scope, way)
  }
  return best.size === ways.length ? ways : [...best.values()]
}

const cost = ({ conditions, by }: Way): number => conditions.length * 100 + by.length

function holdsElsewhere(
  estate: AzureEstate,
  principal: string,
  all: readonly Assignment[],
  { kind, needs }: NonNullable<AzureTechnique['also']>,
  targets: Targets,
  technique: AzureTechnique,
): boolean {
  const other: AzureTechnique = {
    ...technique,
    id: `${technique.id}/also`,
    target: kind,
    gives: 'target',
    prerequisites: [],
  }
  const open = all.flatMap((assignment) =>
    needs
      .filter((actions) => actions.every((action) => grantOf(assignment, action).holds !== 0))
      .map(() => assignment.scope),
  )
  return open.some((scope) =>
    targets
      .groupsBelow(other, scope)
      .some(({ members }) =>
        members.some(({ resource }) =>
          needs.some((actions) =>
            actions.every(
              (action) => denialOf(estate, estate.principalsOf(principal), action, resource) === null,
            ),
          ),
        ),
      ),
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
      const ends = without(endsOf(members), who)
      const stop = denial === null ? stopOf(estate, who, found) : denialEvidence(denial)
      if (stop !== null) {
        for (const to of ends)
          drawn.blocked.push({ from: who, kind: technique.edge, to, technique: technique.id, by: stop })
        continue
      }
      const lock = found.lock === null ? [] : [lockRemoval(found.lock)]
      const conditions = [
        ...way.conditions,
        ...found.conditions,
        ...lock.map(({ key, detail }): Condition => ({ key, state: 'unknown', detail })),
      ]
      for (const to of targets.endsOf(way.scope, technique, ends))
        drawn.edges.push(edgeOf(technique, who, to, way, conditions))
    }
  }
}

const ends = new WeakMap<TargetGroup['members'], readonly string[]>()

/** What all of them lead to, the same list whenever it is asked for. */
function endsOf(members: TargetGroup['members']): readonly string[] {
  const known = ends.get(members) ?? [...new Set(members.flatMap((member) => member.ends))]
  ends.set(members, known)
  return known
}

const without = (all: readonly string[], one: string): readonly string[] =>
  all.includes(one) ? all.filter((end) => end !== one) : all

function stopOf(estate: AzureEstate, principal: string, { lock, stoppedBy }: TargetGroup): Evidence | null {
  if (stoppedBy !== null) return stoppedBy
  if (lock === null || mayLift(estate, principal, lock)) return null
  return { type: 'lock', id: lock.id, detail: 'a ReadOnly lock, which the attacker cannot remove' }
}

const denialEvidence = ({ id, name }: Denial): Evidence => ({ type: 'deny-assignment', id, detail: name })

function edgeOf(
  technique: AzureTechnique,
  from: string,
  to: string,
  { by, actions }: Way,
  conditions: readonly Condition[],
): AttackEdge {
  const [first] = by
  return {
    from,
    kind: technique.edge,
    to,
    technique: technique.id,
    attack: technique.attack,
    likelihood: technique.likelihood * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: by.map(({ id, roleName, scope }) => ({
      type: 'role-assignment',
      id,
      detail: `${roleName} at ${scope} grants ${actions.join(', ')}`,
    })),
    provenance:
      first === undefined
        ? null
        : { id: first.id, type: 'role-assignment', edit: { change: 'delete', resource: first.id } },
  }
}
