import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import { holdsAt, type RequestFacts, testCel } from './cel.ts'
import { constraintOn } from './constraints.ts'
import { coversPermission, type Decision, decide, type Ground } from './decide.ts'
import type { GcpEstate } from './estate-of.ts'
import type { AccessGrant } from './grants.ts'
import { expandGroups, type Holder, holdersOf } from './holders.ts'
import type { Output } from './output.ts'
import { type Binding, denyForm } from './policy.ts'

export interface Placement {
  readonly grant: AccessGrant
  readonly binding: Binding
  /** When the estate was read; null when nothing tells. */
  readonly now: string | null
}

/** Draws what one binding gives by one grant, as few edges as the limits below its node allow. */
export function placeGrant(estate: GcpEstate, placement: Placement, output: Output): void {
  const holders = holdersOf(placement.binding, estate)
  if (holders.length === 0) return
  const { condition } = placement.binding
  if (condition !== null && /\bresource\b|\bapi\b/.test(condition)) {
    byResource(estate, placement, holders, output)
    return
  }
  const [apart, together] = apartOf(estate, placement, holders, output)
  if (apart.length > 0) byResource(estate, placement, apart, output)
  if (together.length > 0) byScope(estate, placement, placement.binding.node, together, output)
}

/** Holders whom a setting of single resources concerns are asked about one resource at a time. */
function apartOf(
  estate: GcpEstate,
  { grant, binding }: Placement,
  holders: readonly Holder[],
  output: Output,
): readonly [apart: readonly Holder[], together: readonly Holder[]] {
  const constraint = constraintOn(grant)
  if (constraint?.own === undefined) return [[], holders]
  const concerned = holders.filter(({ asker }) => constraint.concerns(asker.member))
  const isSet = () =>
    output.sets
      .allBelow(binding.node, grant.kind)
      .some(({ id }) => estate.constraints.isSetOn(constraint, id))
  if (concerned.length === 0 || !isSet()) return [[], holders]
  return [concerned, holders.filter((one) => !concerned.includes(one))]
}

/** The condition looks at the resource: each is asked about. */
function byResource(
  estate: GcpEstate,
  placement: Placement,
  holders: readonly Holder[],
  output: Output,
): void {
  const { grant, binding } = placement
  for (const target of output.sets.allBelow(binding.node, grant.kind)) {
    const facts = requestFacts(placement, target.id, estate)
    const holds = binding.condition === null ? YES : testCel(binding.condition, facts)
    if (holds !== NO) drawAt(estate, placement, target.id, [target.id], holds, holders, output)
  }
}

/** Nothing below tells resources apart but limits that are set on folders and projects. */
function byScope(
  estate: GcpEstate,
  placement: Placement,
  scope: string,
  holders: readonly Holder[],
  output: Output,
): void {
  const { grant, binding, now } = placement
  const holds = holdsAt(binding.condition, now)
  if (holds === NO) return
  const split = estate.hierarchy.scopesIn(scope).filter((child) => limitsBelow(estate, child, grant))
  if (split.length === 0) {
    drawAt(estate, placement, scope, output.sets.endsBelow(scope, grant.kind), holds, holders, output)
    return
  }
  drawAt(estate, placement, scope, ownEnds(estate, scope, grant.kind), holds, holders, output)
  for (const child of estate.hierarchy.scopesIn(scope)) byScope(estate, placement, child, holders, output)
}

const ownEnds = (estate: GcpEstate, scope: string, kind: string): readonly string[] =>
  estate.facts.node(scope)?.kind === kind
    ? [scope]
    : estate.hierarchy.resourcesIn(scope, kind).map(({ id }) => id)

function limitsBelow(estate: GcpEstate, scope: string, grant: AccessGrant): boolean {
  if (estate.boundaries.some(({ resources }) => resources.includes(scope))) return true
  const constraint = constraintOn(grant)
  if (constraint !== null && estate.constraints.isSetOn(constraint, scope)) return true
  const denied = denyForm(grant.permission)
  if (estate.denyRulesAt(scope).some((rule) => coversPermission(rule, denied))) return true
  return estate.hierarchy.scopesIn(scope).some((child) => limitsBelow(estate, child, grant))
}

/** Draws it at one scope, or tells what stops it there. */
function drawAt(
  estate: GcpEstate,
  placement: Placement,
  scope: string,
  ends: readonly string[],
  holds: Tri,
  holders: readonly Holder[],
  output: Output,
): void {
  if (ends.length === 0) return
  const constraint = constraintOn(placement.grant)
  const enforced = constraint === null ? null : estate.constraints.at(constraint, scope)
  const spot: Spot = { scope, ends, holds }
  if (constraint === null || enforced === null) {
    drawLimited(estate, placement, spot, holders, [], output)
    return
  }
  const concerned = holders.filter(({ asker }) => constraint.concerns(asker.member))
  const by: Ground[] = [{ type: 'constraint', name: constraint.name, ...enforced }]
  if (concerned.length > 0 && enforced.applies === YES) output.block(placement, concerned, ends, by)
  else if (concerned.length > 0) drawLimited(estate, placement, spot, concerned, by, output)
  const free = holders.filter((one) => !concerned.includes(one))
  if (free.length > 0) drawLimited(estate, placement, spot, free, [], output)
}

interface Spot {
  readonly scope: string
  readonly ends: readonly string[]
  readonly holds: Tri
}

/** After deny rules and boundaries; `doubts` may hold all of them back as well. */
function drawLimited(
  estate: GcpEstate,
  placement: Placement,
  { scope, ends, holds }: Spot,
  holders: readonly Holder[],
  doubts: readonly Ground[],
  output: Output,
): void {
  const maybe = holds === MAYBE
  if (!isLimited(estate, scope, placement.grant.permission)) {
    output.draw(placement, holders, ends, { maybe, by: doubts })
    return
  }
  const groups = new Map<string, { readonly decision: Decision; readonly holders: Holder[] }>()
  for (const holder of expandGroups(holders, estate)) {
    const decision = decide(estate, {
      asker: holder.asker,
      permission: placement.grant.permission,
      resource: scope,
      facts: requestFacts(placement, scope, estate),
    })
    const limits = decision.by.filter(({ type }) => type === 'deny' || type === 'boundary')
    const key = JSON.stringify([decision.decision === 'denied', limits.map(limitKey)])
    const group = groups.get(key) ?? { decision: { ...decision, by: limits }, holders: [] }
    groups.set(key, group)
    group.holders.push(holder)
  }
  for (const { decision, holders: alike } of groups.values()) {
    if (decision.decision === 'denied') output.block(placement, alike, ends, decision.by)
    else output.draw(placement, alike, ends, { maybe, by: [...decision.by, ...doubts] })
  }
}

const limitKey = (ground: Decision['by'][number]): string =>
  ground.type === 'deny'
    ? `${ground.rule.policy} ${ground.rule.index}`
    : ground.type === 'boundary'
      ? ground.boundary.policy
      : ''

function isLimited(estate: GcpEstate, scope: string, permission: string): boolean {
  if (estate.boundaries.length > 0) return true
  const denied = denyForm(permission)
  return estate
    .chainOf(scope)
    .some((node) => estate.denyRulesAt(node).some((rule) => coversPermission(rule, denied)))
}

function requestFacts({ grant, now }: Placement, id: string, { facts }: GcpEstate): RequestFacts {
  const node = facts.node(id)
  const isTarget = node?.kind === grant.kind
  return {
    service: grant.service,
    type: grant.type,
    ...(isTarget && node !== undefined && { name: grant.name(node) }),
    ...(grant.below && isTarget && { below: true }),
    ...(now !== null && { time: now }),
    // Whoever may write a policy would grant himself the strongest role.
    ...(grant.permission.endsWith('.setIamPolicy') && { modifiedRoles: ['roles/owner'] }),
  }
}
