import type { AttackEdge, BlockedEdge, Condition, Evidence } from '../../attack.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import { concerns, denialOf, grantOf, lockRemoval, mayLift } from './decide.ts'
import type { Assignment, AzureEstate, Denial } from './estate.ts'
import { membersOf } from './principals.ts'
import { type Action, grants } from './role.ts'
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
  const holders = new Map<string, Assignment[]>()
  for (const assignment of estate.assignments) {
    const list = holders.get(assignment.principal)
    if (list === undefined) holders.set(assignment.principal, [assignment])
    else list.push(assignment)
  }
  for (const [principal, own] of holders) {
    const groups = [...estate.principalsOf(principal)].filter((id) => id !== principal)
    const all = [...own, ...groups.flatMap((id) => holders.get(id) ?? [])]
    for (const technique of techniques) {
      const ways = technique.needs.flatMap((actions) => waysOf(estate, principal, all, actions))
      if (ways.length === 0) continue
      const elsewhere = technique.also
      if (elsewhere !== undefined && !holdsElsewhere(estate, principal, all, elsewhere, targets, technique))
        continue
      for (const way of widest(ways)) drawWay(estate, technique, principal, way, targets, drawn)
    }
  }
  return drawn
}

/** Combinations of assignments that together have all the actions, at the lower of their scopes. */
function waysOf(
  estate: AzureEstate,
  principal: string,
  all: readonly Assignment[],
  actions: readonly Action[],
): readonly Way[] {
  let ways: Way[] = []
  for (const [index, action] of actions.entries()) {
    const granting = all.flatMap((assignment): Way[] => {
      const { holds, unless } = grantOf(assignment, action)
      if (holds === 0) return []
      const conditions = unless.map(({ key, detail }): Condition => ({ key, state: 'unknown', detail }))
      return [{ scope: assignment.scope, by: [assignment], actions, conditions }]
    })
    ways = index === 0 ? granting : ways.flatMap((way) => granting.flatMap((next) => both(estate, way, next)))
    if (ways.length === 0) return []
  }
  // What the groups have alone is drawn from the groups.
  return ways.filter(({ by }) => by.some((assignment) => assignment.principal === principal))
}

function both(estate: AzureEstate, left: Way, right: Way): Way[] {
  const [one] = right.by
  if (one !== undefined && left.by.includes(one)) {
    return [{ ...left, conditions: distinct([...left.conditions, ...right.conditions]) }]
  }
  const scope = lower(estate, left.scope, right.scope)
  if (scope === null) return []
  const conditions = distinct([...left.conditions, ...right.conditions])
  return [{ ...left, scope, by: [...left.by, ...right.by], conditions }]
}

const distinct = (conditions: readonly Condition[]): readonly Condition[] => [
  ...new Map(conditions.map((one) => [`${one.key} ${one.detail}`, one])).values(),
]

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
  return [...best.values()]
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
      const ends = [...new Set(members.flatMap((member) => member.ends))].filter((end) => end !== who)
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

function stopOf(estate: AzureEstate, principal: string, { lock, stoppedBy }: TargetGroup): Evidence | null {
  if (stoppedBy !== null) return stoppedBy
  if (lock === null || mayLift(estate, principal, lock)) return null
  return { type: 'lock', id: lock.id, detail: 'a ReadOnly lock, which the attacker cannot remove' }
}

const denialEvidence = ({ id, name }: Denial): Evidence => ({ type: 'deny-assignment', id, detail: name })

interface Share {
  readonly who: string
  readonly members: TargetGroup['members']
  readonly denial: Denial | null
}

/** A deny assignment may keep one member of a group out and not the others: then each is asked about. */
function splitByDenials(
  estate: AzureEstate,
  principal: string,
  actions: readonly Action[],
  { members }: TargetGroup,
): readonly Share[] {
  const relevant = estate.denials.filter((denial) =>
    actions.some((action) => denial.permissions.some((permission) => grants(permission, action))),
  )
  if (relevant.length === 0) return [{ who: principal, members, denial: null }]
  const inside = membersOf(estate.facts, principal)
  const differs = [...inside].some((one) =>
    relevant.some(
      (denial) =>
        concerns(denial, estate.principalsOf(one)) !== concerns(denial, estate.principalsOf(principal)),
    ),
  )
  const asked = differs
    ? [...inside].filter((one) => estate.facts.node(one)?.kind !== 'EntraGroup')
    : [principal]
  return asked.flatMap((who) => sharesOf(estate, who, actions, members))
}

function sharesOf(
  estate: AzureEstate,
  who: string,
  actions: readonly Action[],
  members: TargetGroup['members'],
): readonly Share[] {
  const shares = new Map<
    string,
    { who: string; members: TargetGroup['members'][number][]; denial: Denial | null }
  >()
  const set = estate.principalsOf(who)
  for (const member of members) {
    const denial =
      actions
        .map((action) => denialOf(estate, set, action, member.resource))
        .find((found) => found !== null) ?? null
    const key = denial?.id ?? ''
    const share = shares.get(key) ?? { who, members: [], denial }
    shares.set(key, share)
    share.members.push(member)
  }
  return [...shares.values()]
}

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
